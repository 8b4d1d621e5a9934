package dev.intarsia.stack.eval;

import dev.intarsia.model.score.Loss;

/** The mean loss over tokens, as it grows. */
public final class Perplexity {
    private double nats;
    private long tokens;

    public void add(Loss loss) {
        nats += loss.sum();
        tokens += loss.tokens();
    }

    public long tokens() {
        return tokens;
    }

    /** Mean nats per token; NaN before the first. */
    public double mean() {
        return tokens == 0 ? Double.NaN : nats / tokens;
    }

    /** {@code exp} of the mean. */
    public double value() {
        return Math.exp(mean());
    }
}
