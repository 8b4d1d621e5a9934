package dev.intarsia.stack.bench;

/**
 * How much is streamed.
 *
 * @param users whose events are measured
 * @param sharers population users who share their adapters
 * @param warmUpEvents of each user and sharer, sent before the clock runs: a JVM compiles for a minute
 * @param events of each user, sent while it runs
 */
public record PipelineSettings(int users, int sharers, int warmUpEvents, int events) {
    public static PipelineSettings standard() {
        return new PipelineSettings(100, 50, 40, 64);
    }

    /** Only shows that everything runs. */
    public static PipelineSettings quick() {
        return new PipelineSettings(4, 2, 16, 16);
    }
}
