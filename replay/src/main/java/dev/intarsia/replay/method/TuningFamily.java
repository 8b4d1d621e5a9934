package dev.intarsia.replay.method;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.AdapterCodec;
import dev.intarsia.model.train.LearningRate;
import dev.intarsia.oppu.learn.Recipe;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.prompt.People;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;

/** One adapter per user that is no LoRA: (IA)³ and prompt tuning, which OPPU compares (arXiv 2402.04401). */
public final class TuningFamily implements MethodGroup {
    private static final String IA3 = "oppu-ia3";
    private static final String PROMPT = "oppu-prompt";

    private final TuningSettings settings;

    public TuningFamily(TuningSettings settings) {
        this.settings = requireNonNull(settings);
    }

    @Override
    public List<MethodFactory> offers(MethodContext workplace) {
        ReplayModel model = workplace.model();
        return List.of(
                new MethodFactory(IA3, () -> open(IA3, model, AdapterCodec.IA3, 1, settings.ia3Rate())),
                new MethodFactory(
                        PROMPT,
                        () -> open(
                                PROMPT, model, AdapterCodec.PROMPT, settings.virtualTokens(), settings.promptRate())));
    }

    @Override
    public Set<String> names() {
        return Set.of(IA3, PROMPT);
    }

    /** Loads the base model once more, for adapters of this form. */
    private static Method open(String name, ReplayModel base, AdapterCodec form, int rank, double rate) {
        Recipe recipe = base.recipe().with(base.recipe().training().withLearningRate(new LearningRate.Constant(rate)));
        try {
            ReplayModel model = base.reshaped(options -> options.withForm(form).withRank(rank, rank), recipe);
            FlopMeter meter = new FlopMeter();
            People people = new People(model.task(), model.encoding().tasks(), 0, null);
            return new AdapterMethod(name, model, people, meter, new AdapterSource() {
                @Override
                public Opened open(Population population, Progress progress) {
                    return new Opened(new OwnAdapters(model, people, false, meter), Work.NONE);
                }

                @Override
                public void close() {
                    model.close();
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("The base model cannot be loaded a second time.", e);
        }
    }
}
