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
 * Measures whether, on this machine, a row of a pass has the same bits for any number of rows in the pass. Libraries
 * choose their order of summation by the processor and by the size of a product, so that no setting guarantees it:
 * passes of the model's own shapes are run and compared.
 */
final class BatchInvariance {
    private static final Logger log = LoggerFactory.getLogger(BatchInvariance.class);

    /** Larger models are compared in fewer passes of fewer rows, or the check would be felt at every start. */
    private static final long SMALL = 64_000_000;

    private static final int[] SIZES = {1, 5, 11};
    private static final int[] FEW_SIZES = {1, 3};
    private static final int ROWS = 16;
    private static final int FEW_ROWS = 6;
    private static final int LONGEST_PROMPT = 48;
    private static final int RESPONSE = 2;
    private static final long SEED = 17;

    private final int rows;
    private final int[] sizes;

    private BatchInvariance(LanguageModel model) {
        boolean small = model.config().parameters() <= SMALL;
        rows = small ? ROWS : FEW_ROWS;
        sizes = small ? SIZES : FEW_SIZES;
    }

    /** What some rows give in one pass, each a vector. */
    interface Pass {
        /** @param rows their numbers, ascending */
        float[][] of(int[] rows);
    }

    /**
     * Whether decoding steps, prompts of up to 48 tokens, independent losses and gradients of this model are batch-invariant
     * here. What is compared follows from the model alone, never from the clock, so that a restart finds the same. Takes
     * less than a second for models of up to 64 million weights.
     */
    static boolean of(LanguageModel model) {
        return new BatchInvariance(model).holds(model);
    }

    private boolean holds(LanguageModel model) {
        List<Example> examples = examples(model);
        List<@Nullable Adapter> adapters = adapters(model);
        LossPass losses = new LossPass(model, true);
        int each = (LONGEST_PROMPT + SlotDecoder.BLOCK - 1) / SlotDecoder.BLOCK;
        try (SlotDecoder decoder = new SlotDecoder(model, rows, rows * each)) {
            for (int slot = 0; slot < rows; slot++) {
                decoder.assign(slot, adapters.get(slot));
            }
            Pass prompts = chosen -> decoder.read(Arrays.stream(chosen)
                    .mapToObj(row -> slotRow(row, 0, prompt(examples.get(row)), each))
                    .toList());
            Pass steps = chosen -> decoder.step(Arrays.stream(chosen)
                    .mapToObj(row -> step(row, examples.get(row), each))
                    .toList());
            Pass scores = chosen -> scores(losses, examples, adapters, chosen);
            prompts.of(IntStream.range(0, rows).toArray());
            return holds("decoding steps", steps)
                    && holds("prompts", prompts)
                    && holds("losses", scores)
                    && holds("gradients", chosen -> gradients(model, examples, adapters, chosen));
        }
    }

    private boolean holds(String name, Pass pass) {
        boolean same = holds(pass, rows, sizes);
        if (!same) {
            log.info("With these products {} differ in their last digits by what is beside them", name);
        }
        return same;
    }

    /**
     * Whether every row gives the same among a few others as among all.
     *
     * @param sizes how many rows a pass has: the first so many and the last
     */
    static boolean holds(Pass pass, int rows, int... sizes) {
        float[][] together = pass.of(IntStream.range(0, rows).toArray());
        for (int size : sizes) {
            for (int from : new int[] {0, Math.max(0, rows - size)}) {
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
    private List<Example> examples(LanguageModel model) {
        SplittableRandom random = new SplittableRandom(SEED);
        int longest = Math.min(
                LONGEST_PROMPT, model.config().contextLength() - model.layout().virtualTokens());
        int shortest = Math.min(longest, 2 * RESPONSE);
        List<Example> examples = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            int length = shortest + row * (longest - shortest) / (rows - 1);
            int[] tokens =
                    random.ints(length, 0, model.config().vocabularySize()).toArray();
            examples.add(new Example(tokens, Math.max(1, length - RESPONSE)));
        }
        return examples;
    }

    /** Different ones, and the base model's for every third row. */
    private List<@Nullable Adapter> adapters(LanguageModel model) {
        List<@Nullable Adapter> adapters = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(SEED);
        for (int row = 0; row < rows; row++) {
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
