package dev.intarsia.service.http;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What a server bears of its clients' connections.
 *
 * @param total open at once; beyond it {@link LongestWait} tells which connection is closed
 * @param perAddress the same for each client address
 * @param idle a connection on which nothing moves for so long is closed
 * @param header the longest a request's first line and headers may take, from their first byte
 * @param minDataRate bytes a second that a client must send of a body, and take of an answer that waits for it
 * @param slowGrace how long a client may be slower than that
 */
public record ConnectionLimits(
        int total, int perAddress, Duration idle, Duration header, int minDataRate, Duration slowGrace) {
    public ConnectionLimits {
        require(total >= 1, "max-connections", total, "at least 1");
        require(perAddress >= 1, "max-connections-per-address", perAddress, "at least 1");
        require(positive(idle), "idle-timeout", idle, "a duration above 0");
        require(positive(header), "header-timeout", header, "a duration above 0");
        require(minDataRate >= 1, "min-data-rate", minDataRate, "at least 1 byte a second");
        require(positive(slowGrace), "slow-grace", slowGrace, "a duration above 0");
    }

    /** How long a client may take for so many bytes. */
    Duration longest(long bytes) {
        return slowGrace.plus(atLeastRate(bytes));
    }

    /** How long so many bytes take at the least rate. */
    Duration atLeastRate(long bytes) {
        return Duration.ofMillis(bytes * 1000 / minDataRate);
    }

    private static boolean positive(Duration duration) {
        return !requireNonNull(duration).isNegative() && !duration.isZero();
    }

    private static void require(boolean condition, String key, Object value, String instead) {
        if (!condition) {
            throw new IllegalArgumentException(key + " is " + value + "; give " + instead + ".");
        }
    }
}
