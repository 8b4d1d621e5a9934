package dev.intarsia.replay.sweep;

/** Hears how far a sweep has come; called from the thread that does it. */
public interface SweepListener {
    /**
     * Some of a stage is done.
     *
     * @param doing what, as a person reads it
     * @param done of {@code total}, in parts that take about as long as each other
     * @param secondsLeft of this stage; NaN where that cannot be told yet
     */
    void at(String doing, long done, long total, double secondsLeft);

    /** A variation was measured. */
    void measured(String line);
}
