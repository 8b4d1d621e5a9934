package dev.intarsia.model.engine;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;

/** The native engine, of which a process has one. */
public final class NativeEngine {
    private NativeEngine() {}

    /**
     * Starts it where it has not been started. It never asks the network for its libraries.
     *
     * @throws EngineStartException when its libraries are not there for this platform, or do not load
     */
    public static Engine start() {
        System.setProperty("ai.djl.offline", "true");
        try {
            return Engine.getEngine("PyTorch");
        } catch (EngineException e) {
            throw new EngineStartException(e);
        }
    }
}
