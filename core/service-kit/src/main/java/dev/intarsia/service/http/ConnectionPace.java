package dev.intarsia.service.http;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

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

    /** What a lost packet or a busy client costs at times. */
    private static final Duration HITCH = Duration.ofSeconds(1);

    private final ConnectionLimits limits;
    private final LongSupplier clock;
    private Phase phase = Phase.IDLE;
    /** When the phase began. */
    private long since;
    /** When the wait for the whole request began, which no part of the request ends. */
    private long waiting;
    /** Bytes that have come since then. */
    private long sent;

    private boolean answered;
    private long received;
    private boolean blocked;
    private long blockedSince;
    private long blockedNanos;
    private long blockedBytes;

    /**
     * @param accepted when the connection was accepted, in the terms of the clock
     * @param clock nanoseconds, as of {@link System#nanoTime}
     */
    ConnectionPace(ConnectionLimits limits, long accepted, LongSupplier clock) {
        this.limits = limits;
        this.clock = clock;
        this.since = accepted;
        this.waiting = accepted;
    }

    synchronized void idle() {
        begin(Phase.IDLE);
        expectRequest();
        answered = true;
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
        if (phase == Phase.IDLE) {
            begin(Phase.HEADER);
            // A connection that has been silent from the beginning gains nothing by its first byte.
            if (answered) {
                expectRequest();
            }
        }
        received += bytes;
        sent += bytes;
    }

    /** The client has taken less than was written to it. */
    synchronized void blocked() {
        if (!blocked) {
            blocked = true;
            blockedSince = clock.getAsLong();
        }
    }

    /** A write of so many bytes has ended. */
    synchronized void written(long bytes) {
        if (blocked) {
            blocked = false;
            blockedNanos += clock.getAsLong() - blockedSince;
            blockedBytes += bytes;
        }
    }

    /**
     * The moment, in the terms of the clock, since when it is the client's turn; empty where it is ours. It is the client's
     * turn from when the connection was accepted until its request is whole, then while an answer waits to be read, and again
     * from the end of the answer, or from the first byte of the next request.
     */
    synchronized OptionalLong waitingSince() {
        if (phase != Phase.ANSWER) {
            return OptionalLong.of(waiting);
        }
        return blocked ? OptionalLong.of(blockedSince) : OptionalLong.empty();
    }

    /** Whether the client has been slower than the least rate for longer than one that is well may be. */
    synchronized boolean behind(long now) {
        return switch (phase) {
            case IDLE, HEADER, BODY ->
                beyond(now - waiting, limits.atLeastRate(sent).plus(HITCH));
            case ANSWER -> beyond(blocked(now), limits.atLeastRate(blockedBytes).plus(HITCH));
        };
    }

    /** Whether the client is slower than it may be. How long it may be idle is the server's own to tell. */
    synchronized boolean tooSlow(long now) {
        return switch (phase) {
            case IDLE -> false;
            case HEADER -> beyond(now - since, limits.header());
            case BODY -> beyond(now - since, limits.longest(received));
            // Bytes that a socket's buffer took at once say nothing of the client.
            case ANSWER -> beyond(blocked(now), limits.longest(blockedBytes));
        };
    }

    /** The wait for a whole request begins with the phase. */
    private void expectRequest() {
        waiting = since;
        sent = 0;
    }

    private long blocked(long now) {
        return blockedNanos + (blocked ? now - blockedSince : 0);
    }

    private void begin(Phase next) {
        phase = next;
        since = clock.getAsLong();
        received = 0;
    }

    private static boolean beyond(long nanos, Duration limit) {
        return Duration.ofNanos(nanos).compareTo(limit) > 0;
    }
}
