package dev.intarsia.model.engine;

import ai.djl.pytorch.jni.JniUtils;
import dev.intarsia.model.checkpoint.ModelConfig;

/** How many threads the engine shares a call's products among. It keeps that setting for each calling thread. */
enum EngineThreads {
    /** As many as it was started with; by default all cores. */
    ALL,
    ONE;

    /**
     * Up to how many weights a call computes on one thread: sharing a small product costs more than it saves, and far more
     * where the other core is busy.
     */
    private static final long SMALL = 16_000_000;

    private static final ThreadLocal<Integer> CURRENT = ThreadLocal.withInitial(JniUtils::getNumThreads);

    /** What one call of a model of this size takes. */
    static EngineThreads of(ModelConfig config) {
        return config.parameters() < SMALL ? ONE : ALL;
    }

    /** How many threads the engine was started with. */
    static int started() {
        return Started.THREADS;
    }

    /** Makes this the calling thread's setting. */
    void use() {
        int all = Started.THREADS;
        int wanted = this == ONE ? 1 : all;
        if (CURRENT.get() != wanted) {
            JniUtils.setNumThreads(wanted);
            CURRENT.set(wanted);
        }
    }

    /** Asked for when the engine is there, and before any thread has another setting. */
    private static final class Started {
        static final int THREADS = JniUtils.getNumThreads();
    }
}
