package dev.intarsia.replay.engine;

import dev.intarsia.model.train.UserUpdate;
import java.util.List;

/** Counts floating-point operations, and what adapters are trained on. Of one method; not for several threads. */
public final class FlopMeter {
    private double flops;
    private long rows;

    /** @param more from 0 */
    public void add(double more) {
        flops += more;
    }

    /** Adds an update of an adapter. */
    public void train(UserUpdate update, FlopCount count) {
        flops += count.training(update);
        rows += update.steps().stream().mapToLong(List::size).sum();
    }

    public double flops() {
        return flops;
    }

    /** How many examples adapters were trained on, each as often as it was in a step. */
    public long rows() {
        return rows;
    }
}
