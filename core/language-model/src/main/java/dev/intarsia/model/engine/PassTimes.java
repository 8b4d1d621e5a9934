package dev.intarsia.model.engine;

import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.example.Example;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Times a loaded model at what it will do: train a few users' adapters, and decode for many users at once. */
final class PassTimes implements PrecisionRounds.Times, AutoCloseable {
    private static final int USERS = 4;
    private static final int ROWS_EACH = 4;
    private static final int LENGTH = 32;
    private static final int TEXTS = 16;
    private static final int STEPS = 4;
    private static final long SEED = 5;

    private final AdapterTraining training;
    private final SlotDecoder decoder;
    private final List<TrainingRow> rows = new ArrayList<>();
    private final List<SlotRow> steps;

    PassTimes(LanguageModel model) {
        SplittableRandom random = new SplittableRandom(SEED);
        int length =
                Math.min(LENGTH, model.config().contextLength() - model.layout().virtualTokens());
        for (int i = 0; i < USERS * ROWS_EACH; i++) {
            int[] tokens =
                    random.ints(length, 0, model.config().vocabularySize()).toArray();
            Example example = new Example(tokens, Math.max(1, length - 2));
            rows.add(new TrainingRow(example, i / ROWS_EACH, 1f / ROWS_EACH, i));
        }
        steps = IntStream.range(0, TEXTS)
                .mapToObj(slot -> new SlotRow(slot, 0, new int[] {slot % 2}, new int[] {slot + 1}))
                .toList();
        AdapterState start = AdapterState.initial(model.layout(), SEED);
        training = new AdapterTraining(model, Collections.nCopies(USERS, start));
        decoder = new SlotDecoder(model, TEXTS, TEXTS);
    }

    @Override
    public double training() {
        long start = System.nanoTime();
        training.accumulate(rows, null);
        // A GPU is only done with it when a number is there.
        training.gradients();
        return seconds(start);
    }

    @Override
    public double decoding() {
        long start = System.nanoTime();
        for (int step = 0; step < STEPS; step++) {
            decoder.step(steps);
        }
        return seconds(start);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    @Override
    public void close() {
        decoder.close();
        training.close();
    }
}
