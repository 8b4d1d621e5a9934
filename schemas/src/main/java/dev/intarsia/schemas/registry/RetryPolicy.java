package dev.intarsia.schemas.registry;

import java.time.Duration;

/**
 * How long an outage of the registry is borne before it is reported.
 *
 * @param total from the first failed question to giving up
 * @param firstPause before the second question; pauses double
 * @param longestPause where doubling ends
 */
public record RetryPolicy(Duration total, Duration firstPause, Duration longestPause) {
    /** Well below the five minutes after which a broker takes a silent consumer's partitions away. */
    public static final RetryPolicy DEFAULT =
            new RetryPolicy(Duration.ofSeconds(30), Duration.ofMillis(100), Duration.ofSeconds(2));

    Duration after(Duration pause) {
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(longestPause) < 0 ? doubled : longestPause;
    }
}
