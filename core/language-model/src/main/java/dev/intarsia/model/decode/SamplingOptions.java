package dev.intarsia.model.decode;

import java.util.Map;

/**
 * How the next token is picked from the model's distribution. Applied in this order: penalties and bias on the raw
 * scores, temperature, the {@code topK} best, the smallest set of mass {@code topP}, those at least {@code minP} times
 * as likely as the best; what is left is drawn from.
 *
 * @param temperature divides the scores; 0 takes the best token always
 * @param topK how many of the best tokens stay, 0 for all
 * @param topP mass of the tokens that stay, above 0 to 1
 * @param minP tokens less likely than this share of the likeliest are dropped, 0 to 1
 * @param repetitionPenalty divides positive and multiplies negative scores of every token of prompt or text (CTRL,
 *     arXiv 1909.05858), above 0; 1 for none
 * @param frequencyPenalty taken off a token's score for each time the text holds it
 * @param presencePenalty taken off a token's score once when the text holds it
 * @param logitBias added to the score of the token with this id
 * @param seed of this request's own random numbers
 */
public record SamplingOptions(
        double temperature,
        int topK,
        double topP,
        double minP,
        double repetitionPenalty,
        double frequencyPenalty,
        double presencePenalty,
        Map<Integer, Double> logitBias,
        long seed) {
    /** Always the likeliest token. */
    public static final SamplingOptions GREEDY = new SamplingOptions(0, 0, 1, 0, 1, 0, 0, Map.of(), 0);

    public SamplingOptions {
        require(temperature >= 0 && temperature <= 100, "temperature", "0 to 100", temperature);
        require(topK >= 0, "topK", "0 (all) or more", topK);
        require(topP > 0 && topP <= 1, "topP", "above 0 and at most 1", topP);
        require(minP >= 0 && minP <= 1, "minP", "0 to 1", minP);
        require(repetitionPenalty > 0 && repetitionPenalty <= 100, "repetitionPenalty", "above 0", repetitionPenalty);
        require(Double.isFinite(frequencyPenalty), "frequencyPenalty", "a finite number", frequencyPenalty);
        require(Double.isFinite(presencePenalty), "presencePenalty", "a finite number", presencePenalty);
        logitBias = Map.copyOf(logitBias);
        logitBias.forEach((token, bias) ->
                require(token >= 0 && Double.isFinite(bias), "logitBias of token " + token, "a finite number", bias));
    }

    /** Draws from the whole distribution as the model gives it. */
    public static SamplingOptions sampled(double temperature, long seed) {
        return GREEDY.withTemperature(temperature).withSeed(seed);
    }

    public SamplingOptions withTemperature(double value) {
        return new SamplingOptions(
                value, topK, topP, minP, repetitionPenalty, frequencyPenalty, presencePenalty, logitBias, seed);
    }

    public SamplingOptions withTopK(int value) {
        return new SamplingOptions(
                temperature, value, topP, minP, repetitionPenalty, frequencyPenalty, presencePenalty, logitBias, seed);
    }

    public SamplingOptions withTopP(double value) {
        return new SamplingOptions(
                temperature, topK, value, minP, repetitionPenalty, frequencyPenalty, presencePenalty, logitBias, seed);
    }

    public SamplingOptions withMinP(double value) {
        return new SamplingOptions(
                temperature, topK, topP, value, repetitionPenalty, frequencyPenalty, presencePenalty, logitBias, seed);
    }

    public SamplingOptions withPenalties(double repetition, double frequency, double presence) {
        return new SamplingOptions(temperature, topK, topP, minP, repetition, frequency, presence, logitBias, seed);
    }

    public SamplingOptions withLogitBias(Map<Integer, Double> value) {
        return new SamplingOptions(
                temperature, topK, topP, minP, repetitionPenalty, frequencyPenalty, presencePenalty, value, seed);
    }

    public SamplingOptions withSeed(long value) {
        return new SamplingOptions(
                temperature, topK, topP, minP, repetitionPenalty, frequencyPenalty, presencePenalty, logitBias, value);
    }

    boolean truncates() {
        return topK > 0 || topP < 1 || minP > 0;
    }

    private static void require(boolean holds, String name, String allowed, Number given) {
        if (!holds) {
            throw new IllegalArgumentException(name + " must be " + allowed + ", not " + given);
        }
    }
}
