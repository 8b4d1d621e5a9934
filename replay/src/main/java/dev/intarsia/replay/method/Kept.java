package dev.intarsia.replay.method;

/**
 * Bytes that a method keeps for users to come, as they would lie in a store.
 *
 * @param own for all target users together: histories, adapters, coefficients
 * @param shared once for everybody: a pool with its gates
 */
public record Kept(long own, long shared) {
    public static final Kept NOTHING = new Kept(0, 0);
}
