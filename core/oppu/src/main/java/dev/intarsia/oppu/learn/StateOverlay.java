package dev.intarsia.oppu.learn;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.AdapterState;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiPredicate;

/** Changes on top of standing states, to be taken over or thrown away as a whole. Not thread-safe. */
public final class StateOverlay implements UserStates {
    private final UserStates standing;
    private final BiPredicate<String, UserState> releases;
    private final Map<String, UserState> changed = new LinkedHashMap<>();
    private final Map<String, AdapterState> adapters = new LinkedHashMap<>();

    public StateOverlay(UserStates standing) {
        this(standing, (user, state) -> standing.released(user));
    }

    /** @param releases whether the next update of a user in this state counts also where it is out of bounds */
    public StateOverlay(UserStates standing, BiPredicate<String, UserState> releases) {
        this.standing = requireNonNull(standing);
        this.releases = requireNonNull(releases);
    }

    @Override
    public boolean released(String user) {
        return releases.test(user, of(user));
    }

    @Override
    public UserState of(String user) {
        UserState state = changed.get(user);
        return state != null ? state : standing.of(user);
    }

    @Override
    public AdapterState adapter(String user) {
        AdapterState adapter = adapters.get(user);
        return adapter != null ? adapter : standing.adapter(user);
    }

    /** Changes a user whose adapter in force stays the same, or goes. */
    public void put(String user, UserState state) {
        changed.put(user, state);
        if (state.own() == null) {
            adapters.remove(user);
        }
    }

    /** Changes a user and the adapter in force. */
    public void put(String user, UserState state, AdapterState adapter) {
        changed.put(user, state);
        adapters.put(user, adapter);
    }

    /** The states that differ, in the order of their first change. */
    public Map<String, UserState> changed() {
        return Collections.unmodifiableMap(changed);
    }

    /** The adapters that are new; their users are among {@link #changed()}. */
    public Map<String, AdapterState> adapters() {
        return Collections.unmodifiableMap(adapters);
    }
}
