package dev.intarsia.pretrain;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes weights through all stages, and keeps the state on disk so that a stopped run can go on where it was. */
final class TrainingRun {
    private static final Logger LOG = LoggerFactory.getLogger(TrainingRun.class);
    private static final double CLIP = 1;

    private final DecoderShape shape;
    private final List<? extends Stage> stages;
    private final Path stateFile;
    private final Duration between;
    private final OrderlyStop stop;

    /**
     * @param between how much time passes between two writes of the state
     * @param stop when to write the state and end
     */
    TrainingRun(DecoderShape shape, List<? extends Stage> stages, Path stateFile, Duration between, OrderlyStop stop) {
        this.shape = shape;
        this.stages = List.copyOf(stages);
        this.stateFile = stateFile;
        this.between = between;
        this.stop = stop;
    }

    /** Runs what is left and returns the weights. */
    TrainableWeights from(TrainingState start) throws IOException {
        TrainingState state = start;
        while (state.stage() < stages.size()) {
            Stage stage = stages.get(state.stage());
            stage.begin(begun(state));
            TrainableWeights trained = through(stage, state);
            state = new TrainingState(state.stage() + 1, 0, trained.withoutMoments());
            state.write(stateFile, shape);
        }
        return state.weights();
    }

    /** The weights the state's stage began with; kept beside the state, since a stage may learn from them. */
    private TrainableWeights begun(TrainingState state) throws IOException {
        Path file = stateFile.resolveSibling("begin-" + state.stage() + "-" + stateFile.getFileName());
        if (state.step() == 0) {
            state.write(file, shape);
            return state.weights();
        }
        return TrainingState.read(file, shape)
                .orElseThrow(() -> new FileNotFoundException(file + " is missing, without which stage "
                        + (state.stage() + 1) + " cannot go on; run without resuming"))
                .weights();
    }

    private TrainableWeights through(Stage stage, TrainingState start) throws IOException {
        try (DecoderTraining training = new DecoderTraining(shape, true, start.weights());
                PretrainingProgress progress = PretrainingProgress.of(stage.name(), start.step(), stage.steps())) {
            long saved = System.nanoTime();
            for (int step = start.step(); step < stage.steps(); step++) {
                boolean due = System.nanoTime() - saved >= between.toNanos() && step > start.step();
                if (due || stop.requested()) {
                    new TrainingState(start.stage(), step, training.snapshot()).write(stateFile, shape);
                    saved = System.nanoTime();
                }
                if (stop.requested()) {
                    LOG.info("Stopped {} before step {}; resume to go on from here", stage.name(), step + 1);
                    stop.reached();
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
