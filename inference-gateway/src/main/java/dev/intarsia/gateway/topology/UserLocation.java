package dev.intarsia.gateway.topology;

import java.net.URI;
import java.util.Optional;

/** Which gateway holds a user. */
public interface UserLocation {
    /** The gateway that holds the user's state where it is another one; empty also where nobody knows. */
    Optional<URI> elsewhere(String user);

    /**
     * Whether this gateway holds the user's state, and so hears of everything that becomes of it; false also while it may
     * be on its way to another.
     */
    boolean here(String user);
}
