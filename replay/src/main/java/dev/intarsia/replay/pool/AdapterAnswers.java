package dev.intarsia.replay.pool;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.Asking;
import dev.intarsia.replay.method.Question;
import dev.intarsia.replay.method.Reply;
import dev.intarsia.replay.prompt.People;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers plain questions under whichever adapter their user has; whoever has none is answered by the base model. */
public final class AdapterAnswers {
    private final Asking asking;

    /** @param meter what is computed is added there */
    public AdapterAnswers(ReplayModel model, FlopMeter meter) {
        this.asking = new Asking(model, new People(model.task(), model.tasks(), 0, null), meter);
    }

    /**
     * Answers in the order given.
     *
     * @param adapters by user; asked once for each
     */
    public List<Reply> answer(List<Question> questions, Function<String, Optional<Adapter>> adapters) {
        return asking.answer(questions, chosen(questions, adapters));
    }

    /** As {@link dev.intarsia.replay.method.Method#surprise} wants it. */
    public List<Double> surprise(
            List<Question> questions, List<String> golds, Function<String, Optional<Adapter>> adapters) {
        return asking.surprise(questions, golds, chosen(questions, adapters));
    }

    private static List<@Nullable Adapter> chosen(
            List<Question> questions, Function<String, Optional<Adapter>> adapters) {
        Map<String, Optional<Adapter>> made = new HashMap<>();
        List<@Nullable Adapter> chosen = new ArrayList<>();
        for (Question question : questions) {
            chosen.add(made.computeIfAbsent(question.user(), adapters).orElse(null));
        }
        return chosen;
    }
}
