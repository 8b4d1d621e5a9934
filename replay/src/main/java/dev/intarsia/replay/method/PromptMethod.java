package dev.intarsia.replay.method;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.prompt.People;
import dev.intarsia.replay.source.RecordedEvent;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The base model, told of the person in the prompt alone: by retrieved events, by a profile, by both, or by nothing, which
 * is the base model as it is.
 */
public final class PromptMethod implements Method {
    private final String name;
    private final FlopMeter meter;
    private final People people;
    private final Asking asking;

    /** @param meter of this method, which {@code people} may count on too */
    public PromptMethod(String name, ReplayModel model, People people, FlopMeter meter) {
        this.name = requireNonNull(name);
        this.meter = requireNonNull(meter);
        this.people = requireNonNull(people);
        asking = new Asking(model, people, meter);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Reply> answer(List<Question> questions) {
        return asking.answer(questions, nobody(questions));
    }

    @Override
    public List<Double> surprise(List<Question> questions, List<String> golds) {
        return asking.surprise(questions, golds, nobody(questions));
    }

    private static List<@Nullable Adapter> nobody(List<Question> questions) {
        return Collections.nCopies(questions.size(), null);
    }

    @Override
    public void learn(List<RecordedEvent> events) {
        events.forEach(people::remember);
    }

    @Override
    public double flops() {
        return meter.flops();
    }

    @Override
    public Kept kept() {
        return new Kept(people.bytes(), 0);
    }
}
