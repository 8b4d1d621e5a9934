package dev.intarsia.model.engine;

import ai.djl.engine.Engine;

/** The engine, started once in a process and with sums in one order; every other use of it comes after this. */
public final class PyTorch {
    private PyTorch() {}

    /**
     * The engine.
     *
     * @throws ai.djl.engine.EngineException where its natives are missing or cannot be loaded
     */
    public static Engine engine() {
        return Started.ENGINE;
    }

    /** How MKL sums in this process. */
    static SummationOrder summationOrder() {
        return Started.ORDER;
    }

    private static final class Started {
        static final Engine ENGINE = start();
        static final SummationOrder ORDER = SummationOrder.choose();

        private static Engine start() {
            System.setProperty("ai.djl.offline", "true");
            return Engine.getEngine("PyTorch");
        }
    }
}
