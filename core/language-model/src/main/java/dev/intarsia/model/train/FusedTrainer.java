package dev.intarsia.model.train;

import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.engine.AdamStep;
import dev.intarsia.model.engine.AdamW;
import dev.intarsia.model.engine.AdapterTraining;
import dev.intarsia.model.engine.Dropout;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.engine.TrainingRow;
import dev.intarsia.model.example.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Trains many users at once: step i of every user runs in one fused batch. A user's loss is the mean over the rows of
 * the step. A user's result is the same alone and among any others: rows are padded and summed so that not even the
 * rounding depends on the batch. Safe to use from several threads.
 */
public final class FusedTrainer implements AutoCloseable {
    /** Users that are fused at least, where there are so many: a call costs as much for one as for a few. */
    private static final int FEWEST_USERS = 4;

    private final LanguageModel model;
    private final TrainingOptions options;
    private final AdamW adamW;
    private final @Nullable Dropout dropout;

    public FusedTrainer(LanguageModel model, TrainingOptions options) {
        this.model = model;
        this.options = options;
        this.adamW =
                new AdamW(options.beta1(), options.beta2(), options.epsilon(), options.weightDecay(), options.clip());
        boolean dropping = options.dropout() > 0 && model.layout().form().isLora();
        this.dropout = dropping ? new Dropout(model, options.dropout()) : null;
    }

    /** The state of every user after their update, in the order given. Users may have different numbers of steps. */
    public List<AdapterState> train(List<UserUpdate> updates) {
        return train(updates, done -> {});
    }

    /**
     * The same.
     *
     * @param progress told after each step how many are done, on average over the users; called by several threads
     */
    public List<AdapterState> train(List<UserUpdate> updates, IntConsumer progress) {
        return measured(updates, progress).stream().map(TrainedUpdate::state).toList();
    }

    /** The same with the losses of all that was trained on. */
    public List<TrainedUpdate> measured(List<UserUpdate> updates) {
        return measured(updates, done -> {});
    }

    private List<TrainedUpdate> measured(List<UserUpdate> updates, IntConsumer progress) {
        if (updates.isEmpty()) {
            return List.of();
        }
        // Longest updates first, so that those who are still at it always come first.
        Integer[] order = new Integer[updates.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingInt(i -> -updates.get(i).steps().size()));
        List<List<Integer>> parts = model.workers().deal(List.of(order), FEWEST_USERS);
        IntConsumer shared = shared(progress, parts.size());
        List<List<TrainedUpdate>> trained = model.workers()
                .together(
                        parts,
                        part -> trainSorted(part.stream().map(updates::get).toList(), shared));
        TrainedUpdate[] result = new TrainedUpdate[updates.size()];
        for (int part = 0; part < parts.size(); part++) {
            for (int i = 0; i < parts.get(part).size(); i++) {
                result[parts.get(part).get(i)] = trained.get(part).get(i);
            }
        }
        return List.of(result);
    }

    /** Counts the steps of all parts, and tells how many that makes of each. */
    private static IntConsumer shared(IntConsumer progress, int parts) {
        AtomicInteger steps = new AtomicInteger();
        return step -> progress.accept(steps.incrementAndGet() / parts);
    }

    private List<TrainedUpdate> trainSorted(List<UserUpdate> updates, IntConsumer progress) {
        List<List<float[]>> losses =
                updates.stream().<List<float[]>>map(update -> new ArrayList<>()).toList();
        try (AdapterTraining training = new AdapterTraining(
                model, updates.stream().map(UserUpdate::start).toList())) {
            for (int step = 0; step < updates.get(0).steps().size(); step++) {
                int current = step;
                List<UserUpdate> active = updates.stream()
                        .takeWhile(update -> update.steps().size() > current)
                        .toList();
                deal(training.accumulate(rows(active, step), dropout), active, step, losses);
                training.step(
                        active.stream().map(update -> adamStep(update, current)).toList(), adamW);
                progress.accept(step + 1);
            }
            List<AdapterState> states = training.states(
                    updates.stream().mapToInt(update -> update.steps().size()).toArray());
            return IntStream.range(0, states.size())
                    .mapToObj(user -> new TrainedUpdate(states.get(user), losses.get(user)))
                    .toList();
        }
    }

    /** The losses of a step's rows, which are one user's after the other's. */
    private static void deal(float[] rows, List<UserUpdate> active, int step, List<List<float[]>> losses) {
        int at = 0;
        for (int user = 0; user < active.size(); user++) {
            int size = active.get(user).steps().get(step).size();
            losses.get(user).add(Arrays.copyOfRange(rows, at, at + size));
            at += size;
        }
    }

    private static List<TrainingRow> rows(List<UserUpdate> active, int step) {
        List<TrainingRow> rows = new ArrayList<>();
        for (int user = 0; user < active.size(); user++) {
            UserUpdate update = active.get(user);
            List<Example> examples = update.steps().get(step);
            for (int i = 0; i < examples.size(); i++) {
                long seed = RowSeeds.of(update.seed(), step, i);
                rows.add(new TrainingRow(examples.get(i), user, 1f / examples.size(), seed));
            }
        }
        return rows;
    }

    private AdamStep adamStep(UserUpdate update, int step) {
        long taken = update.start().steps();
        double rate = options.learningRate().at(taken, step, update.steps().size());
        return new AdamStep(taken + step + 1, update.rate() * rate);
    }

    @Override
    public void close() {
        if (dropout != null) {
            dropout.close();
        }
    }
}
