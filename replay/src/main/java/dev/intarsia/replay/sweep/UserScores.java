package dev.intarsia.replay.sweep;

/** What one user's questions came to, as sums. */
final class UserScores {
    private int questions;
    private double error;
    private double nll;
    private double nllPerToken;

    /**
     * Counts an answer.
     *
     * @param error absolute on a scale, else 0 or 1
     * @param nll −log of the true label's probability, in nats
     * @param tokens of the response
     */
    void add(double error, double nll, int tokens) {
        questions++;
        this.error += error;
        this.nll += nll;
        nllPerToken += nll / tokens;
    }

    int questions() {
        return questions;
    }

    /** Sum of errors. */
    double error() {
        return error;
    }

    /** Sum of nats. */
    double nll() {
        return nll;
    }

    /** Mean nats per response token, as losses of events are; NaN without a question. */
    double meanPerToken() {
        return nllPerToken / questions;
    }

    /** Mean nats per question; NaN without a question. */
    double meanNll() {
        return nll / questions;
    }
}
