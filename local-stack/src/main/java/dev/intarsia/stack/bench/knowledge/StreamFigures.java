package dev.intarsia.stack.bench.knowledge;

import dev.intarsia.evaluation.bootstrap.Estimate;

/**
 * Times to the first token with the user's past in the prompt and without, at prompts of as many tokens.
 *
 * @param streams how many questions were asked at once
 * @param kept whether the gateway kept users' pasts in memory, or read them anew for each question
 * @param pairs how many questions were asked in both ways
 * @param promptTokens of the prompts, on average
 * @param knownP50Millis with the past
 * @param plainP50Millis without
 * @param ratioP50 the one over the other
 */
public record StreamFigures(
        int streams,
        boolean kept,
        int pairs,
        double promptTokens,
        double knownP50Millis,
        double knownP95Millis,
        double plainP50Millis,
        double plainP95Millis,
        Estimate ratioP50,
        Estimate ratioP95) {
    static StreamFigures of(int streams, boolean kept, double promptTokens, PairedTimes times) {
        return new StreamFigures(
                streams,
                kept,
                times.one().length,
                promptTokens,
                PairedTimes.quantile(times.one(), 0.5),
                PairedTimes.quantile(times.one(), 0.95),
                PairedTimes.quantile(times.other(), 0.5),
                PairedTimes.quantile(times.other(), 0.95),
                times.ratio(0.5),
                times.ratio(0.95));
    }
}
