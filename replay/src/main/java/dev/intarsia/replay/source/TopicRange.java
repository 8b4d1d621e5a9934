package dev.intarsia.replay.source;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * A part of a topic, by the time at which the broker has its records.
 *
 * @param from the first moment of it; empty for everything the topic still has
 * @param to the first moment after it; empty for everything up to the start of reading
 */
public record TopicRange(Optional<Instant> from, Optional<Instant> to) {
    public static final TopicRange ALL = new TopicRange(Optional.empty(), Optional.empty());

    public TopicRange {
        requireNonNull(from);
        requireNonNull(to);
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw new IllegalArgumentException(
                    "The range from " + from.get() + " to " + to.get() + " is empty; let it end after it begins.");
        }
    }

    /**
     * Reads both ends.
     *
     * @param from {@code earliest}, a moment, or {@code last=30d} before {@code now}
     * @param to {@code latest} or a moment
     */
    public static TopicRange parse(String from, String to, Instant now) {
        return new TopicRange(Moment.from(from, now), Moment.to(to));
    }
}
