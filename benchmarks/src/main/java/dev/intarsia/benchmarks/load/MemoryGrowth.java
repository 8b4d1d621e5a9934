package dev.intarsia.benchmarks.load;

import dev.intarsia.benchmarks.worker.ResidentMemory;
import java.util.Arrays;
import java.util.Map;

/** The growth of resident memory under sustained work. */
final class MemoryGrowth {
    private static final int SAMPLES = 5;

    private MemoryGrowth() {}

    /** Work of which any amount can be done. */
    @FunctionalInterface
    interface Work<E extends Exception> {
        void go(int amount) throws E;
    }

    /**
     * Does the work in equal parts and looks after each.
     *
     * @param unit what is counted, as in {@code steps}
     * @param first how much is done before the first look, so that all there is to load and to keep is there
     */
    static <E extends Exception> Map<String, Object> of(String unit, int amount, int first, Work<E> work) throws E {
        work.go(first);
        double before = ResidentMemory.trimmedMib();
        long start = System.nanoTime();
        double[] samples = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            work.go(amount / SAMPLES);
            samples[i] = ResidentMemory.trimmedMib();
        }
        return Map.of(
                unit,
                amount,
                "seconds",
                (System.nanoTime() - start) / 1e9,
                "beforeMib",
                before,
                "samplesMib",
                samples,
                "growthMib",
                Arrays.stream(samples).max().orElseThrow() - before);
    }
}
