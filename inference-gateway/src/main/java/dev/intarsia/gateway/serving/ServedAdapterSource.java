package dev.intarsia.gateway.serving;

import java.util.Optional;

/** One way to come by a user's adapter. */
interface ServedAdapterSource {
    /**
     * @return empty where there is none that may be served
     * @throws dev.intarsia.gateway.topology.StateUnavailableException while the user's state moves
     */
    Optional<ServedAdapter> find(String user);
}
