package dev.intarsia.oppu.learn;

import dev.intarsia.model.adapter.AdapterState;

/** The training states of users. */
public interface UserStates {
    /** The user's state; {@link UserState#NEW} for one nothing is known of. */
    UserState of(String user);

    /**
     * The adapter in force with its optimizer state.
     *
     * @throws IllegalStateException where the user has none
     */
    AdapterState adapter(String user);

    /** Whether the user's next update counts also where it is out of bounds, since a person let the user go on. */
    boolean released(String user);
}
