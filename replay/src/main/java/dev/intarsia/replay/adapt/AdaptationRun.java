package dev.intarsia.replay.adapt;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.train.FusedTrainer;
import dev.intarsia.model.train.LearningRate;
import dev.intarsia.model.train.TrainingOptions;
import dev.intarsia.model.train.UserUpdate;
import dev.intarsia.oppu.update.SeededDraws;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Trains one adapter on everybody's examples, as if they were one user. */
final class AdaptationRun {
    private static final double WARM_UP = 0.1;
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    /** Steps between two words of progress. */
    private static final int STRETCH = 100;

    private final LanguageModel model;
    private final AdaptationSettings settings;
    private final long seed;

    AdaptationRun(LanguageModel model, AdaptationSettings settings, long seed) {
        this.model = model;
        this.settings = settings;
        this.seed = seed;
    }

    Adapter train(List<Example> examples, Consumer<String> progress) {
        List<List<Example>> steps = steps(examples);
        LearningRate rate = new LearningRate.WarmUp(settings.rate(), (long) (WARM_UP * steps.size()), steps.size());
        TrainingOptions options = new TrainingOptions(
                rate, settings.weightDecay(), BETA1, BETA2, EPSILON, settings.clip(), settings.dropout());
        AdapterState state = AdapterState.initial(model.layout(), seed);
        try (FusedTrainer trainer = new FusedTrainer(model, options)) {
            for (int from = 0; from < steps.size(); from += STRETCH) {
                List<List<Example>> stretch = steps.subList(from, Math.min(steps.size(), from + STRETCH));
                state = trainer.train(List.of(new UserUpdate(state, stretch, seed + from)))
                        .get(0);
                progress.accept(String.format(
                        Locale.ROOT, "Adapting the base: step %d of %d", from + stretch.size(), steps.size()));
            }
        }
        return state.adapter();
    }

    private List<List<Example>> steps(List<Example> examples) {
        SeededDraws draws = new SeededDraws(SeededDraws.seed("adaptation", "", seed));
        int used = Math.min(examples.size(), settings.most());
        long[] order = draws.shuffled(0, examples.size());
        List<List<Example>> steps = new ArrayList<>();
        for (int epoch = 0; epoch < settings.epochs(); epoch++) {
            long[] places = draws.shuffled(0, used);
            for (int from = 0; from < used; from += settings.batch()) {
                List<Example> step = new ArrayList<>();
                for (int i = from; i < Math.min(used, from + settings.batch()); i++) {
                    step.add(examples.get((int) order[(int) places[i]]));
                }
                steps.add(step);
            }
        }
        return steps;
    }
}
