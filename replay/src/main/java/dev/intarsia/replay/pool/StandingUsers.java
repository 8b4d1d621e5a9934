package dev.intarsia.replay.pool;

import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.trainer.learn.Draft;
import dev.intarsia.trainer.learn.UserState;
import dev.intarsia.trainer.learn.UserStates;
import java.util.HashMap;
import java.util.Map;

/** Where users stand, in memory. */
final class StandingUsers implements UserStates {
    private final Map<String, UserState> users = new HashMap<>();
    private final Map<String, AdapterState> adapters = new HashMap<>();

    @Override
    public UserState of(String user) {
        return users.getOrDefault(user, UserState.NEW);
    }

    @Override
    public AdapterState adapter(String user) {
        AdapterState adapter = adapters.get(user);
        if (adapter == null) {
            throw new IllegalStateException("User " + user + " has no adapter yet; look at the user's state first.");
        }
        return adapter;
    }

    void take(Draft draft) {
        users.putAll(draft.changed());
        adapters.putAll(draft.adapters());
    }
}
