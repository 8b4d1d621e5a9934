package dev.intarsia.stack.bench;

/**
 * How much is streamed.
 *
 * @param users whose events are measured
 * @param sharers population users who share their adapters
 * @param warmUpEvents of each user, sharer and bystander, sent before the clock runs
 * @param bystanders further population users, at most, whose events are sent before the clock runs until the JVM has
 *     compiled what the stream needs
 * @param events of each user, sent while it runs
 */
public record PipelineSettings(int users, int sharers, int warmUpEvents, int bystanders, int events) {
    public static PipelineSettings standard() {
        return new PipelineSettings(100, 50, 40, 300, 64);
    }

    /** Only shows that everything runs. */
    public static PipelineSettings quick() {
        return new PipelineSettings(4, 2, 16, 2, 16);
    }
}
