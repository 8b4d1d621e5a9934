package dev.intarsia.ingest.event;

import java.time.Duration;

/**
 * How large and how early an event may be; a task's own limits come on top.
 *
 * @param maxId longest user id and event id, in characters
 * @param maxField longest input field and output, in characters
 * @param maxSkew how far ahead of this service's clock an event's time may lie
 */
public record EventLimits(int maxId, int maxField, Duration maxSkew) {
    public EventLimits {
        if (maxId < 1 || maxField < 1) {
            throw new IllegalArgumentException("The longest id is " + maxId + " and the longest field " + maxField
                    + "; give at least 1 for each.");
        }
        if (maxSkew.isNegative()) {
            throw new IllegalArgumentException("The largest skew is " + maxSkew + "; give zero or more.");
        }
    }

    /** Ids of 128 characters, fields of 4096, five minutes ahead. */
    public static EventLimits standard() {
        return new EventLimits(128, 4096, Duration.ofMinutes(5));
    }
}
