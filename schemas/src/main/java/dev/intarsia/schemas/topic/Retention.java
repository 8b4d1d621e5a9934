package dev.intarsia.schemas.topic;

import java.time.Duration;

/**
 * How long records stay that nothing replaces. Signatures and dead letters stay as long where their user is erased
 * meanwhile, events do not. They go within a day after.
 *
 * @param events what users did; {@code consents} keeps erasures as long
 * @param signatures what one event says of its user
 * @param deadLetters records that could not be read or used
 */
public record Retention(Duration events, Duration signatures, Duration deadLetters) {
    /** Unless somebody says otherwise. */
    public static final Retention STANDARD =
            new Retention(Duration.ofDays(90), Duration.ofDays(30), Duration.ofDays(30));

    public Retention {
        require("events", events);
        require("signatures", signatures);
        require("dead letters", deadLetters);
    }

    private static void require(String what, Duration stay) {
        if (stay.compareTo(Duration.ofMinutes(1)) < 0) {
            throw new IllegalArgumentException(
                    "Records of " + what + " cannot stay for " + stay.toMillis() + " ms; give a minute or more.");
        }
    }
}
