package dev.intarsia.evaluation.metric;

/** A mean over values as they come, summed with Kahan's compensation; not for several threads at once. */
public final class RunningMean {
    private long count;
    private double sum;
    private double compensation;

    public void add(double value) {
        count++;
        double corrected = value - compensation;
        double next = sum + corrected;
        compensation = (next - sum) - corrected;
        sum = next;
    }

    /** As if the other's values had been added here too. */
    public void add(RunningMean other) {
        long before = count;
        add(other.sum);
        count = before + other.count;
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
