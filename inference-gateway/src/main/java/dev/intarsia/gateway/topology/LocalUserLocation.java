package dev.intarsia.gateway.topology;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.Optional;

/**
 * For a gateway without an address of its own, which should hold everyone. Where another one has joined all the same, users
 * that are not here are refused rather than answered as if they were unknown.
 */
public final class LocalUserLocation implements UserLocation {
    private final LocalUsers users;

    public LocalUserLocation(LocalUsers users) {
        this.users = requireNonNull(users);
    }

    /** @throws StateUnavailableException where another gateway holds the user */
    @Override
    public Optional<URI> elsewhere(String user) {
        users.requireReachable(user);
        return Optional.empty();
    }

    @Override
    public boolean here(String user) {
        return users.settled() && users.contain(user);
    }
}
