package dev.intarsia.gateway.generate;

import dev.intarsia.gateway.knowledge.UsedKnowledge;
import dev.intarsia.gateway.serving.ServedAdapter;
import dev.intarsia.model.decode.Generation;
import dev.intarsia.model.decode.GenerationEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A running answer. Only one thread may read it; closing it cancels what has not finished. */
public final class TextAnswer implements AutoCloseable {
    private final ServedAdapter adapter;
    private final TextQuery query;
    private final List<TextPrompt> prompts;
    private final BlockingQueue<TextEvent> events = new LinkedBlockingQueue<>();
    private final List<Generation> generations = new ArrayList<>();
    private int ended;

    TextAnswer(ServedAdapter adapter, TextQuery query, List<TextPrompt> prompts) {
        this.adapter = adapter;
        this.query = query;
        this.prompts = prompts;
    }

    /** The adapter all of it is generated with. */
    public ServedAdapter adapter() {
        return adapter;
    }

    public TextQuery query() {
        return query;
    }

    /** How many tokens the prompts have, each counted once. */
    public int promptTokens() {
        return prompts.stream().mapToInt(prompt -> prompt.tokens().length).sum();
    }

    /** What of the user's past is in the prompt; several prompts of one query carry nothing. */
    public UsedKnowledge knowledge() {
        return prompts.get(0).knowledge();
    }

    /** True when every text has had its last event. */
    public boolean complete() {
        return ended == query.texts();
    }

    /**
     * The next event of any of the texts.
     *
     * @param patience how long to wait for it
     * @return null when none came
     */
    public @Nullable TextEvent next(Duration patience) throws InterruptedException {
        TextEvent event = events.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (event != null && !(event.event() instanceof GenerationEvent.Delta)) {
            ended++;
        }
        return event;
    }

    void started(List<Generation> all) {
        generations.addAll(all);
    }

    void hear(int index, GenerationEvent event) {
        events.add(new TextEvent(index, event));
    }

    @Override
    public void close() {
        generations.forEach(Generation::cancel);
    }
}
