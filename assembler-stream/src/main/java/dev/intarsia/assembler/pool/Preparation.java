package dev.intarsia.assembler.pool;

import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * How changed pools are made ready.
 *
 * @param executor does the work, one pool after the other
 * @param nanoTime measures how long it takes
 */
public record Preparation(Executor executor, LongSupplier nanoTime) {
    /** Measured by the clock of the machine. */
    public static Preparation on(Executor executor) {
        return new Preparation(executor, System::nanoTime);
    }
}
