package dev.intarsia.model.engine;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;

/** The native engine, of which a process has one, with sums in one order; every use of it begins here. */
public final class NativeEngine {
    private static boolean ordered;

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
            if (!ordered) {
                SummationOrder.choose();
                ordered = true;
            }
            return engine;
        } catch (EngineException e) {
            throw new EngineStartException(e);
        }
    }
}
