package dev.intarsia.replay.method;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.score.PromptRow;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.source.RecordedEvent;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The base model as it is: it learns nothing. */
public final class BaseMethod implements Method {
    private final ReplayModel model;
    private final FlopMeter meter = new FlopMeter();
    private final Answering answering;

    public BaseMethod(ReplayModel model) {
        this.model = model;
        answering = new Answering(model, meter);
    }

    @Override
    public String name() {
        return "base";
    }

    @Override
    public List<Reply> answer(List<Question> questions) {
        return answering.replies(
                questions,
                questions.stream()
                        .map(question -> new PromptRow(answering.prompt(question.input(), List.of(), null), null))
                        .toList());
    }

    @Override
    public List<Double> surprise(List<Question> questions, List<String> golds) {
        List<Example> answered = Golds.examples(
                questions, golds, (question, gold) -> model.encoder().encode(model.task(), question.input(), gold));
        List<@Nullable Adapter> nobody = Collections.nCopies(answered.size(), null);
        return answering.surprise(answered, nobody);
    }

    @Override
    public void learn(List<RecordedEvent> events) {}

    @Override
    public double flops() {
        return meter.flops();
    }

    @Override
    public Kept kept() {
        return Kept.NOTHING;
    }
}
