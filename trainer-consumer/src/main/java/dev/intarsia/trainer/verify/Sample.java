package dev.intarsia.trainer.verify;

import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.pieces.digest.Sha256;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Holds the weights of a few users, the same at every run: those whose names have the lowest hashes. Not thread-safe. */
final class Sample {
    private final int size;
    private final TreeMap<Long, String> drawn = new TreeMap<>();
    private final Map<String, AdapterState> states = new HashMap<>();

    Sample(int size) {
        this.size = size;
    }

    /** A user's adapter, in place of an earlier one. */
    void offer(String user, AdapterState state) {
        if (size == 0) {
            return;
        }
        drawn.put(new Sha256().text(user).first64(), user);
        states.put(user, state);
        if (drawn.size() > size) {
            remove(drawn.lastEntry().getValue());
        }
    }

    void remove(String user) {
        drawn.values().remove(user);
        states.remove(user);
    }

    @Nullable
    AdapterState of(String user) {
        return states.get(user);
    }
}
