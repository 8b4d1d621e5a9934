package dev.intarsia.oppu.learn;

import dev.intarsia.model.adapter.AdapterState;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiPredicate;

/** States in maps, as they are between batches. */
final class Memory implements UserStates {
    final Map<String, UserState> states = new HashMap<>();
    final Map<String, AdapterState> adapters = new HashMap<>();
    BiPredicate<String, UserState> releases = (user, state) -> false;

    @Override
    public UserState of(String user) {
        return states.getOrDefault(user, UserState.NEW);
    }

    @Override
    public AdapterState adapter(String user) {
        return adapters.get(user);
    }

    @Override
    public boolean released(String user) {
        return releases.test(user, of(user));
    }

    /** Takes over what a learner made of it. */
    void take(StateOverlay overlay) {
        states.putAll(overlay.changed());
        adapters.putAll(overlay.adapters());
    }
}
