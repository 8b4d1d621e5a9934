package dev.intarsia.pretrain;

import dev.intarsia.model.example.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Stage 2: the tasks of the sample stream on the population's events. Every step learns a batch of ratings of similar
 * length; some also learn next films or text, so that neither is forgotten.
 */
final class TaskStage implements Stage {
    private static final int PER_STEP = 128;
    private static final int NEXT_PER_STEP = 32;
    private static final int TEXTS_PER_STEP = 4;
    private static final double SIDE_FREQUENCY = 0.4;
    private static final double SIDE_WEIGHT = 0.5;

    private final List<List<Example>> ratings = new ArrayList<>();
    private final List<Example> next;
    private final List<int[]> windows;
    private final long seed;

    /**
     * @param ratings one list per epoch
     * @param windows text to go on reading
     */
    TaskStage(List<List<Example>> ratings, List<Example> next, List<int[]> windows, long seed) {
        for (int epoch = 0; epoch < ratings.size(); epoch++) {
            this.ratings.addAll(
                    LengthBatches.of(ratings.get(epoch), example -> example.tokens().length, PER_STEP, seed + epoch));
        }
        this.next = List.copyOf(next);
        this.windows = List.copyOf(windows);
        this.seed = seed;
    }

    @Override
    public String name() {
        return "tasks";
    }

    @Override
    public int steps() {
        return ratings.size();
    }

    @Override
    public List<Batch> batches(int step) {
        List<Batch> batches = new ArrayList<>();
        batches.add(batch(ratings.get(step), 1));
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + step);
        if (random.nextDouble() < SIDE_FREQUENCY && !next.isEmpty()) {
            batches.add(batch(drawn(next, NEXT_PER_STEP, random), SIDE_WEIGHT));
        }
        if (random.nextDouble() < SIDE_FREQUENCY && !windows.isEmpty()) {
            batches.add(TextStage.batch(drawn(windows, TEXTS_PER_STEP, random), SIDE_WEIGHT));
        }
        return batches;
    }

    @Override
    public Schedule schedule() {
        return new Schedule(1e-3, 50, 0);
    }

    @Override
    public double weightDecay() {
        return 0.05;
    }

    /** The summed loss of an answer, averaged over rows. */
    static Batch batch(List<Example> examples, double weight) {
        float share = (float) (weight / examples.size());
        return Batch.of(examples.stream()
                .map(example -> new LearningRow(example.tokens(), example.responseStart(), share))
                .toList());
    }

    static <T> List<T> drawn(List<T> from, int count, SplittableRandom random) {
        List<T> drawn = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            drawn.add(from.get(random.nextInt(from.size())));
        }
        return drawn;
    }
}
