package dev.intarsia.pretrain;

import java.nio.file.Path;

/**
 * The options of a pretraining run.
 *
 * @param output where the checkpoint goes
 * @param data folder of the sample stream
 * @param work where fetched packages and the run's state are kept
 * @param seed of all randomness
 * @param textTokens how much text stage 1 reads
 * @param epochs how often stage 2 reads the population's ratings
 * @param threads how many threads the engine computes with
 * @param resume whether to go on from the state in {@code work}
 */
public record PretrainingOptions(
        Path output, Path data, Path work, long seed, int textTokens, int epochs, int threads, boolean resume) {
    public PretrainingOptions {
        if (textTokens < 1 || epochs < 1 || threads < 1) {
            throw new IllegalArgumentException("textTokens " + textTokens + ", epochs " + epochs + " and threads "
                    + threads + " must each be at least 1");
        }
    }

    /** The run that made the default checkpoint. */
    public static PretrainingOptions defaults(Path output, Path data, Path work) {
        int cores = Runtime.getRuntime().availableProcessors();
        return new PretrainingOptions(output, data, work, 1, 4_500_000, 2, cores, false);
    }
}
