package dev.intarsia.replay.pool;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.score.PromptRow;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.method.Answering;
import dev.intarsia.replay.method.Question;
import dev.intarsia.replay.method.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers plain questions under whichever adapter their user has; whoever has none is answered by the base model. */
public final class AdapterAnswers {
    private final ReplayModel model;
    private final Answering answering;

    /** @param meter what is computed is added there */
    public AdapterAnswers(ReplayModel model, FlopMeter meter) {
        this.model = model;
        this.answering = new Answering(model, meter);
    }

    /**
     * Answers in the order given.
     *
     * @param adapters by user; asked once for each
     */
    public List<Reply> answer(List<Question> questions, Function<String, Optional<Adapter>> adapters) {
        List<@Nullable Adapter> chosen = chosen(questions, adapters);
        List<PromptRow> rows = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            rows.add(new PromptRow(answering.prompt(questions.get(i).input(), List.of(), null), chosen.get(i)));
        }
        return answering.replies(questions, rows);
    }

    /** As {@link dev.intarsia.replay.method.Method#surprise} wants it. */
    public List<Double> surprise(
            List<Question> questions, List<String> golds, Function<String, Optional<Adapter>> adapters) {
        List<Example> answered = new ArrayList<>();
        for (int i = 0; i < questions.size(); i++) {
            answered.add(model.encoder().encode(model.task(), questions.get(i).input(), golds.get(i)));
        }
        return answering.surprise(answered, chosen(questions, adapters));
    }

    /** Each user's adapter is made once. */
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
