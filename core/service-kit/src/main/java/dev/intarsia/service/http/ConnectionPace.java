package dev.intarsia.service.http;

import java.time.Duration;
import java.util.OptionalLong;

/** Since when a connection waits for its client, and whether that is too long. Safe to use from several threads. */
final class ConnectionPace {
    /** Whose turn it is. */
    private enum Phase {
        /** No request has begun. */
        IDLE,
        /** The first bytes of a request are here, not yet all its headers. */
        HEADER,
        /** The headers are here, not yet all of the body. */
        BODY,
        /** The request is being answered. */
        ANSWER
    }

    private final ConnectionLimits limits;
    private Phase phase = Phase.IDLE;
    private long since = System.nanoTime();
    private long received;
    private boolean blocked;
    private long blockedSince;
    private long blockedNanos;
    private long blockedBytes;

    ConnectionPace(ConnectionLimits limits) {
        this.limits = limits;
    }

    synchronized void idle() {
        begin(Phase.IDLE);
    }

    synchronized void body() {
        begin(Phase.BODY);
    }

    synchronized void answer() {
        begin(Phase.ANSWER);
        blockedNanos = 0;
        blockedBytes = 0;
    }

    synchronized boolean readsBody() {
        return phase == Phase.BODY;
    }

    synchronized void received(int bytes) {
        received += bytes;
        if (phase == Phase.IDLE) {
            begin(Phase.HEADER);
        }
    }

    /** The client has taken less than was written to it. */
    synchronized void blocked() {
        if (!blocked) {
            blocked = true;
            blockedSince = System.nanoTime();
        }
    }

    /** A write of so many bytes has ended. */
    synchronized void written(long bytes) {
        if (blocked) {
            blocked = false;
            blockedNanos += System.nanoTime() - blockedSince;
            blockedBytes += bytes;
        }
    }

    /** The moment, in the terms of {@link System#nanoTime}, since when it is the client's turn; empty where it is ours. */
    synchronized OptionalLong waitingSince() {
        if (phase != Phase.ANSWER) {
            return OptionalLong.of(since);
        }
        return blocked ? OptionalLong.of(blockedSince) : OptionalLong.empty();
    }

    /** Whether the client is slower than it may be. How long it may be idle is the server's own to tell. */
    synchronized boolean tooSlow(long now) {
        return switch (phase) {
            case IDLE -> false;
            case HEADER -> beyond(now - since, limits.header());
            case BODY -> beyond(now - since, limits.longest(received));
            // Bytes that a socket's buffer took at once say nothing of the client.
            case ANSWER -> beyond(blockedNanos + (blocked ? now - blockedSince : 0), limits.longest(blockedBytes));
        };
    }

    private void begin(Phase next) {
        phase = next;
        since = System.nanoTime();
        received = 0;
    }

    private static boolean beyond(long nanos, Duration limit) {
        return Duration.ofNanos(nanos).compareTo(limit) > 0;
    }
}
