package dev.intarsia.replay.method;

import static java.util.Objects.requireNonNull;

/** Where the adapters of one method come from. */
@FunctionalInterface
public interface AdapterSource extends AutoCloseable {
    /**
     * Gets everything ready that no target user has a part in.
     *
     * @param population everybody who is no target
     */
    Opened open(Population population, Progress progress);

    @Override
    default void close() {}

    /**
     * Adapters at the beginning, when nothing has been learned.
     *
     * @param borrowed as {@link Method#borrowed}
     */
    record Opened(UserAdapters adapters, Work borrowed) {
        public Opened {
            requireNonNull(adapters);
            requireNonNull(borrowed);
        }
    }
}
