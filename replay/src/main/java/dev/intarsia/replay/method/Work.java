package dev.intarsia.replay.method;

/**
 * Work done.
 *
 * @param seconds it took
 * @param flops floating-point operations of the model
 */
public record Work(double seconds, double flops) {
    public static final Work NONE = new Work(0, 0);

    public Work and(Work other) {
        return new Work(seconds + other.seconds, flops + other.flops);
    }
}
