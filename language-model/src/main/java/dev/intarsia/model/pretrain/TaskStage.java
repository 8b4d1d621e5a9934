package dev.intarsia.model.pretrain;

import dev.intarsia.model.example.Example;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Stage 2: the tasks of the sample stream on the population's events. Every step learns a batch of ratings of similar
 * length; some also learn next films or text, so that neither is forgotten.
 */
final class TaskStage implements Stage {
    /** Batches sorted by length together, so that little is padded and yet lengths mix over an epoch. */
    private static final int SORTED_TOGETHER = 16;

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
            this.ratings.addAll(batches(ratings.get(epoch), new Random(seed + epoch)));
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
    private static Batch batch(List<Example> examples, double weight) {
        float share = (float) (weight / examples.size());
        return Batch.of(examples.stream()
                .map(example -> new LearningRow(example.tokens(), example.responseStart(), share))
                .toList());
    }

    private static List<List<Example>> batches(List<Example> examples, Random random) {
        List<Example> shuffled = new ArrayList<>(examples);
        Collections.shuffle(shuffled, random);
        List<List<Example>> batches = new ArrayList<>();
        for (int from = 0; from < shuffled.size(); from += PER_STEP * SORTED_TOGETHER) {
            List<Example> group = new ArrayList<>(
                    shuffled.subList(from, Math.min(shuffled.size(), from + PER_STEP * SORTED_TOGETHER)));
            group.sort(Comparator.comparingInt(example -> example.tokens().length));
            for (int i = 0; i < group.size(); i += PER_STEP) {
                batches.add(List.copyOf(group.subList(i, Math.min(group.size(), i + PER_STEP))));
            }
        }
        Collections.shuffle(batches, random);
        return batches;
    }

    private static <T> List<T> drawn(List<T> from, int count, SplittableRandom random) {
        List<T> drawn = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            drawn.add(from.get(random.nextInt(from.size())));
        }
        return drawn;
    }
}
