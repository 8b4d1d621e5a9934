package dev.intarsia.replay.engine;

/** Counts floating-point operations. Of one method; not for several threads. */
public final class FlopMeter {
    private double flops;

    /** @param more from 0 */
    public void add(double more) {
        flops += more;
    }

    public double flops() {
        return flops;
    }
}
