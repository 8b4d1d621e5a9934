package dev.intarsia.replay.method;

import static java.util.Objects.requireNonNull;

import java.util.function.Supplier;

/**
 * A method that a replay may use.
 *
 * @param name of the method
 * @param opening makes it anew
 */
public record Offer(String name, Supplier<Method> opening) {
    public Offer {
        requireNonNull(name);
        requireNonNull(opening);
    }
}
