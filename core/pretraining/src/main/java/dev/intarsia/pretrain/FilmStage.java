package dev.intarsia.pretrain;

import dev.intarsia.model.example.Example;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Stage 3: learns how the population rates each film, as one distribution rather than as single ratings. A film with
 * few ratings is shrunk towards the model's own expectation at the start of the stage. Ratings with history, next
 * films and text are trained in the same stage, so that none is forgotten.
 */
final class FilmStage implements Stage {
    private static final double IMAGINED_RATINGS = 12;
    private static final int EPOCHS = 6;
    private static final int PER_STEP = 128;
    private static final int RATINGS_PER_ROW = 8;
    private static final int SIDE_PER_STEP = 32;
    private static final int TEXTS_PER_STEP = 4;
    private static final double NEXT_FREQUENCY = 0.4;
    private static final double SIDE_WEIGHT = 0.5;

    private final DecoderShape shape;
    private final List<FilmRatings> films;
    private final int[] labels;
    private final List<Example> histories;
    private final List<Example> next;
    private final List<int[]> windows;
    private final long seed;
    /** Indices of films, a batch per step. */
    private final List<List<Integer>> plan = new ArrayList<>();

    private List<FilmRow> rows = List.of();

    FilmStage(
            DecoderShape shape,
            List<FilmRatings> films,
            int[] labels,
            List<Example> histories,
            List<Example> next,
            List<int[]> windows,
            long seed) {
        this.shape = shape;
        this.films = List.copyOf(films);
        this.labels = labels.clone();
        this.histories = List.copyOf(histories);
        this.next = List.copyOf(next);
        this.windows = List.copyOf(windows);
        this.seed = seed;
        List<Integer> once = new ArrayList<>();
        for (int film = 0; film < films.size(); film++) {
            for (int row = 0; row <= films.get(film).total() / RATINGS_PER_ROW; row++) {
                once.add(film);
            }
        }
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            plan.addAll(LengthBatches.of(once, film -> this.films.get(film).prompt().length, PER_STEP, seed + epoch));
        }
    }

    @Override
    public String name() {
        return "films";
    }

    @Override
    public int steps() {
        return plan.size();
    }

    @Override
    public void begin(TrainableWeights start) {
        double[][] expected;
        try (DecoderTraining model = new DecoderTraining(shape, true, start)) {
            expected = new LabelProbabilities(model, labels)
                    .of(films.stream().map(FilmRatings::prompt).toList());
        }
        List<FilmRow> shrunk = new ArrayList<>();
        for (int film = 0; film < films.size(); film++) {
            FilmRatings ratings = films.get(film);
            shrunk.add(new FilmRow(ratings.prompt(), ratings.shrunk(expected[film], IMAGINED_RATINGS)));
        }
        rows = shrunk;
    }

    @Override
    public List<Batch> batches(int step) {
        List<FilmRow> films = plan.get(step).stream().map(rows::get).toList();
        List<Batch> batches = new ArrayList<>();
        batches.add(Batch.of(films, labels, 1f / films.size()));
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + step);
        batches.add(TaskStage.batch(TaskStage.drawn(histories, SIDE_PER_STEP, random), SIDE_WEIGHT));
        batches.add(TextStage.batch(TaskStage.drawn(windows, TEXTS_PER_STEP, random), SIDE_WEIGHT));
        if (random.nextDouble() < NEXT_FREQUENCY && !next.isEmpty()) {
            batches.add(TaskStage.batch(TaskStage.drawn(next, SIDE_PER_STEP, random), SIDE_WEIGHT));
        }
        return batches;
    }

    @Override
    public Schedule schedule() {
        return new Schedule(5e-4, 50, 0);
    }

    @Override
    public double weightDecay() {
        return 0.05;
    }
}
