package dev.intarsia.evaluation.metric;

/** A mean over values as they come, for what tests compute on their own. */
public final class RunningMean {
    private long count;
    private double sum;

    public void add(double value) {
        count++;
        sum += value;
    }

    public long count() {
        return count;
    }

    public double sum() {
        return sum;
    }

    /** The mean; NaN before the first value. */
    public double value() {
        return count == 0 ? Double.NaN : sum / count;
    }
}
