package dev.intarsia.stack.bench.knowledge;

import dev.intarsia.gateway.topology.HistoryBounds;

/**
 * Users whose events exceed the bounds of a gateway's history.
 *
 * @param users how many; every tenth has few large events and so meets the bound of bytes, the others that of events
 * @param bounds of each user's history
 * @param factor how many times as many events, or bytes, each has as may be kept; above 1
 */
public record StoreFill(int users, HistoryBounds bounds, double factor) {
    /** How many events take all bytes of a user who has large ones. */
    static final int LARGE_EVENTS = 16;

    private static final int LARGE_EVERY = 10;

    public StoreFill {
        if (users < 1 || !(factor > 1) || bounds.events() <= 2 * LARGE_EVENTS) {
            throw new IllegalArgumentException("Cannot fill a store with " + factor + " times " + bounds.events()
                    + " events of " + users
                    + " users; give at least one user, a factor above 1, and bounds of more than "
                    + 2 * LARGE_EVENTS + " events.");
        }
    }

    boolean large(int user) {
        return user % LARGE_EVERY == LARGE_EVERY - 1;
    }

    /** How many events a user has. */
    int events(int user) {
        return (int) Math.ceil(factor * (large(user) ? LARGE_EVENTS : bounds.events()));
    }

    /** The most of one user. */
    int mostEvents() {
        return (int) Math.ceil(factor * bounds.events());
    }

    long allEvents() {
        long all = 0;
        for (int user = 0; user < users; user++) {
            all += events(user);
        }
        return all;
    }

    static String name(int user) {
        return "user-" + user;
    }
}
