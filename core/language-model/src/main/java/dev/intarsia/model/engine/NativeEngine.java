package dev.intarsia.model.engine;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The native engine, of which a process has one, with sums in one order; every use of it begins here. */
public final class NativeEngine {
    private static @Nullable SummationOrder order;

    private NativeEngine() {}

    /**
     * Starts it where it has not been started. It never asks the network for its libraries.
     *
     * @throws EngineStartException when its libraries are not there for this platform, or do not load
     */
    public static synchronized Engine start() {
        System.setProperty("ai.djl.offline", "true");
        try {
            Engine engine = Engine.getEngine("PyTorch");
            if (order == null) {
                order = SummationOrder.choose();
            }
            return engine;
        } catch (EngineException e) {
            throw new EngineStartException(e);
        }
    }

    /**
     * The order of sums in this process: {@code strict} (the same for every number of rows), {@code usual} (MKL's
     * default), {@code environment} (another that {@code MKL_CBWR} names), {@code refused} or {@code no_mkl}. Starts the
     * engine where it has not been started.
     */
    public static synchronized String summationOrder() {
        start();
        return String.valueOf(order).toLowerCase(Locale.ROOT);
    }
}
