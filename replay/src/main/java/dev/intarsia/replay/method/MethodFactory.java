package dev.intarsia.replay.method;

import static java.util.Objects.requireNonNull;

import java.util.function.Supplier;

/**
 * A method that a replay may use.
 *
 * @param name of the method
 * @param slow whether it takes many times as long as most, so that it is better run after all others
 * @param opening makes it anew
 */
public record MethodFactory(String name, boolean slow, Supplier<Method> opening) {
    public MethodFactory {
        requireNonNull(name);
        requireNonNull(opening);
    }

    /** A method that is not slow. */
    public MethodFactory(String name, Supplier<Method> opening) {
        this(name, false, opening);
    }
}
