package dev.intarsia.evaluation.bootstrap;

/**
 * How two methods differ on the same users: the second's mean minus the first's, so that a negative difference of errors
 * speaks for the second.
 *
 * @param estimate on the users as they are
 * @param low lower end of the confidence interval
 * @param high upper end of the confidence interval
 * @param confidence how much of the resamples lies between
 * @param resamples how many were drawn
 * @param seed what they were drawn with
 */
public record Difference(double estimate, double low, double high, double confidence, int resamples, long seed) {
    /** Whether the interval leaves zero out. */
    public boolean isClear() {
        return low > 0 || high < 0;
    }
}
