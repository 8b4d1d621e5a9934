package dev.intarsia.stack.cli;

import dev.intarsia.model.decode.SamplingOptions;
import picocli.CommandLine.Option;

/** How the next token is picked, as given on the command line. */
final class SamplingFlags {
    @Option(
            names = "--temperature",
            paramLabel = "T",
            defaultValue = "0",
            description = "Divides the scores; 0, the default, takes the likeliest token always.")
    private double temperature;

    @Option(
            names = "--top-k",
            paramLabel = "K",
            defaultValue = "0",
            description = "Draws from the K likeliest tokens; 0 for all.")
    private int topK;

    @Option(
            names = "--top-p",
            paramLabel = "P",
            defaultValue = "1",
            description = "Draws from the likeliest tokens of this mass.")
    private double topP;

    @Option(
            names = "--min-p",
            paramLabel = "P",
            defaultValue = "0",
            description = "Leaves out tokens less likely than this share of the likeliest.")
    private double minP;

    @Option(
            names = "--repetition-penalty",
            paramLabel = "X",
            defaultValue = "1",
            description = "Makes tokens that prompt or text hold less likely, above 1.")
    private double repetitionPenalty;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "0",
            description = "Seed of what is drawn (default: ${DEFAULT-VALUE}).")
    private long seed;

    SamplingOptions options() {
        return SamplingOptions.sampled(temperature, seed)
                .withTopK(topK)
                .withTopP(topP)
                .withMinP(minP)
                .withPenalties(repetitionPenalty, 0, 0);
    }
}
