package dev.intarsia.model.engine;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.adapter.AdapterValues;
import dev.intarsia.model.example.Example;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether, on this machine, a row of a pass has the same bits however many rows are beside it. Libraries choose
 * how they sum by the processor and by the size of a product, so no setting is proof of it: passes of the model's own
 * shapes are made and compared.
 */
final class BatchInvariance {
    private static final Logger log = LoggerFactory.getLogger(BatchInvariance.class);

    /** A longer check would be felt at every start. */
    private static final long BUDGET_NANOS = 800_000_000L;

    private static final int ROWS = 16;
    private static final int LONGEST_PROMPT = 48;
    private static final int RESPONSE = 2;
    private static final long SEED = 17;

    private final long deadline = System.nanoTime() + BUDGET_NANOS;

    private BatchInvariance() {}

    /** What some rows give in one pass, each a vector. */
    interface Pass {
        /** @param rows their numbers, ascending */
        float[][] of(int[] rows);
    }

    /** Whether decoding steps, prompts and losses of this model are batch-invariant here. Takes less than a second. */
    static boolean of(LanguageModel model) {
        BatchInvariance check = new BatchInvariance();
        boolean holds = check.holds(model);
        if (holds && System.nanoTime() - check.deadline > 0) {
            log.info("Batch-invariant as far as passes could be compared in {} ms", BUDGET_NANOS / 1_000_000);
        }
        return holds;
    }

    private boolean holds(LanguageModel model) {
        List<Example> rows = rows(model);
        List<@Nullable Adapter> adapters = adapters(model);
        LossPass losses = new LossPass(model, true);
        int each = (LONGEST_PROMPT + SlotDecoder.BLOCK - 1) / SlotDecoder.BLOCK;
        try (SlotDecoder decoder = new SlotDecoder(model, ROWS, ROWS * each)) {
            for (int slot = 0; slot < ROWS; slot++) {
                decoder.assign(slot, adapters.get(slot));
            }
            Pass prompts = chosen -> decoder.read(Arrays.stream(chosen)
                    .mapToObj(row -> slotRow(row, 0, prompt(rows.get(row)), each))
                    .toList());
            Pass steps = chosen -> decoder.step(Arrays.stream(chosen)
                    .mapToObj(row -> step(row, rows.get(row), each))
                    .toList());
            Pass scores = chosen -> scores(losses, rows, adapters, chosen);
            prompts.of(IntStream.range(0, ROWS).toArray());
            return holds("decoding steps", steps)
                    && holds("prompts", prompts)
                    && holds("losses", scores)
                    && holds("gradients", chosen -> gradients(model, rows, adapters, chosen));
        }
    }

    private boolean holds(String name, Pass pass) {
        boolean same = holds(pass, ROWS, deadline);
        if (!same) {
            log.info("With these products {} differ in their last digits by what is beside them", name);
        }
        return same;
    }

    /**
     * Whether every row gives the same alone, among some others and among all.
     *
     * @param deadline when to be content with what was compared so far, in the clock of {@link System#nanoTime}
     */
    static boolean holds(Pass pass, int rows, long deadline) {
        float[][] together = pass.of(IntStream.range(0, rows).toArray());
        for (int size : new int[] {1, 5, 2, 11, 3, 8, 4, 12, 7}) {
            for (int from : new int[] {0, Math.max(0, rows - size)}) {
                if (System.nanoTime() - deadline > 0) {
                    return true;
                }
                int[] some = IntStream.range(from, Math.min(rows, from + size)).toArray();
                float[][] fewer = pass.of(some);
                for (int i = 0; i < some.length; i++) {
                    if (!Arrays.equals(fewer[i], together[some[i]])) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** Rows of different lengths that fit the model's context. */
    private static List<Example> rows(LanguageModel model) {
        SplittableRandom random = new SplittableRandom(SEED);
        int longest = Math.min(LONGEST_PROMPT, model.config().contextLength());
        int shortest = Math.min(longest, 2 * RESPONSE);
        List<Example> rows = new ArrayList<>();
        for (int row = 0; row < ROWS; row++) {
            int length = shortest + row * (longest - shortest) / (ROWS - 1);
            int[] tokens =
                    random.ints(length, 0, model.config().vocabularySize()).toArray();
            rows.add(new Example(tokens, Math.max(1, length - RESPONSE)));
        }
        return rows;
    }

    /** Different ones, and the base model's for every third row. */
    private static List<@Nullable Adapter> adapters(LanguageModel model) {
        List<@Nullable Adapter> adapters = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(SEED);
        for (int row = 0; row < ROWS; row++) {
            float[] values = new float[model.layout().size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (0.1 * (random.nextDouble() - 0.5));
            }
            adapters.add(row % 3 == 0 ? null : Adapter.of(AdapterValues.of(model.layout(), values)));
        }
        return adapters;
    }

    private static int[] prompt(Example row) {
        return Arrays.copyOf(row.tokens(), row.tokens().length - 1);
    }

    private static SlotRow step(int slot, Example row, int each) {
        int last = row.tokens().length - 1;
        return slotRow(slot, last, new int[] {row.tokens()[last]}, each);
    }

    private static SlotRow slotRow(int slot, int start, int[] tokens, int each) {
        return new SlotRow(
                slot,
                start,
                tokens,
                IntStream.rangeClosed(slot * each + 1, (slot + 1) * each).toArray());
    }

    private static float[][] scores(
            LossPass losses, List<Example> rows, List<@Nullable Adapter> adapters, int[] chosen) {
        List<@Nullable Adapter> some = new ArrayList<>();
        for (int row : chosen) {
            some.add(adapters.get(row));
        }
        float[] found = losses.losses(RowBatches.of(rows, chosen), some);
        float[][] scores = new float[found.length][];
        Arrays.setAll(scores, i -> new float[] {found[i]});
        return scores;
    }

    /** Each row trains an adapter of its own. */
    private static float[][] gradients(
            LanguageModel model, List<Example> rows, List<@Nullable Adapter> adapters, int[] chosen) {
        List<AdapterState> starts = new ArrayList<>();
        List<TrainingRow> training = new ArrayList<>();
        for (int row : chosen) {
            Adapter adapter = adapters.get(row);
            training.add(new TrainingRow(rows.get(row), starts.size(), 1, row));
            starts.add(adapter == null ? AdapterState.initial(model.layout(), row) : AdapterState.start(adapter));
        }
        try (AdapterTraining trained = new AdapterTraining(model, starts)) {
            trained.accumulate(training, null);
            return trained.gradients();
        }
    }
}
