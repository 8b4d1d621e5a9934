package dev.intarsia.gateway.topology;

import java.net.URI;
import java.util.Optional;

/** Which gateway holds a user. */
public interface UserLocation {

    /** The gateway that holds the user's state where it is another one; empty also where nobody knows. */
    Optional<URI> elsewhere(String user);

    /** For a gateway that has no others beside it. */
    static UserLocation here() {
        return user -> Optional.empty();
    }
}
