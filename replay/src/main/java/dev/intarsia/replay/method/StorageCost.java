package dev.intarsia.replay.method;

/**
 * Bytes that a method keeps for users to come, as they would lie in a store.
 *
 * @param own for all target users together: histories, adapters, coefficients
 * @param shared once for everybody: a pool with its gates
 */
public record StorageCost(long own, long shared) {
    public static final StorageCost NOTHING = new StorageCost(0, 0);
}
