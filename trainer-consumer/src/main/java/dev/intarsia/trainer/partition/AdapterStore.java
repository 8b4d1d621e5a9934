package dev.intarsia.trainer.partition;

import dev.intarsia.model.adapter.AdapterState;

/** Holds users' adapters with their optimizer states between updates. Not thread-safe. */
public interface AdapterStore extends AutoCloseable {
    /** Keeps a user's adapter in place of an earlier one. */
    void put(String user, AdapterState state);

    /**
     * A user's adapter.
     *
     * @throws IllegalStateException where there is none
     */
    AdapterState get(String user);

    /** Drops a user's adapter; a user without one is passed over. */
    void remove(String user);

    /** Drops a user's adapter and leaves none of its numbers anywhere. */
    void erase(String user);

    /** How many users have one here. */
    int size();

    @Override
    void close();
}
