package dev.intarsia.model.pretrain;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Takes weights through all stages, and keeps the state on disk so that a stopped run can go on where it was. */
final class TrainingRun {
    private static final double CLIP = 1;

    private final DecoderShape shape;
    private final List<? extends Stage> stages;
    private final Path stateFile;
    private final Duration between;

    /** @param between how much time passes between two writes of the state */
    TrainingRun(DecoderShape shape, List<? extends Stage> stages, Path stateFile, Duration between) {
        this.shape = shape;
        this.stages = List.copyOf(stages);
        this.stateFile = stateFile;
        this.between = between;
    }

    /** Runs what is left and returns the weights. */
    DecoderWeights from(TrainingState start) throws IOException {
        TrainingState state = start;
        while (state.stage() < stages.size()) {
            DecoderWeights trained = through(stages.get(state.stage()), state);
            state = new TrainingState(state.stage() + 1, 0, trained.withoutMoments());
            state.write(stateFile, shape);
        }
        return state.weights();
    }

    private DecoderWeights through(Stage stage, TrainingState start) throws IOException {
        try (DecoderTraining training = new DecoderTraining(shape, true, start.weights());
                Progress progress = Progress.of(stage.name(), start.step(), stage.steps())) {
            long saved = System.nanoTime();
            for (int step = start.step(); step < stage.steps(); step++) {
                if (System.nanoTime() - saved >= between.toNanos() && step > start.step()) {
                    new TrainingState(start.stage(), step, training.snapshot()).write(stateFile, shape);
                    saved = System.nanoTime();
                }
                List<Batch> batches = stage.batches(step);
                double first = training.accumulate(batches.get(0));
                int tokens = batches.get(0).tokens();
                for (Batch side : batches.subList(1, batches.size())) {
                    training.accumulate(side);
                    tokens += side.tokens();
                }
                double rate = stage.schedule().at(step + 1, stage.steps());
                training.update(step + 1, rate, stage.weightDecay(), CLIP);
                progress.step(tokens, first);
            }
            return training.snapshot();
        }
    }
}
