package dev.intarsia.model.score;

/**
 * The loss of one example's response.
 *
 * @param mean nats per response token
 * @param tokens how many tokens the response has
 */
public record Loss(double mean, int tokens) {
    /** Nats over the whole response. */
    public double sum() {
        return mean * tokens;
    }
}
