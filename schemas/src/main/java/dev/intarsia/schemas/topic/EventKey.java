package dev.intarsia.schemas.topic;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.avro.BehaviorEvent;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One record of {@code events}, so that it alone can be taken out of a compacted log. As text it is user, event id and a
 * mark with tabs between them, which neither users nor ids may hold. No two records have the same mark: an event that was
 * sent twice is two records, and compaction takes neither of them. Keys of an earlier version are the user alone.
 *
 * @param user whose event it is; decides the partition
 * @param eventId the event's id; empty in the earlier form
 * @param mark of the record; empty in the earlier form
 */
public record EventKey(String user, String eventId, String mark) {
    private static final char BETWEEN = '\t';

    public EventKey {
        if (requireNonNull(user).indexOf(BETWEEN) >= 0
                || requireNonNull(eventId).indexOf(BETWEEN) >= 0
                || requireNonNull(mark).indexOf(BETWEEN) >= 0) {
            throw new IllegalArgumentException(
                    "A part of an event's key holds a tab; give user, event id and mark" + " without one.");
        }
        if (user.isEmpty() || eventId.isEmpty() != mark.isEmpty()) {
            throw new IllegalArgumentException(
                    "An event's key needs user, event id and mark; give all three, or the user alone.");
        }
    }

    /** The key of one more record of an event. */
    public static EventKey of(BehaviorEvent event) {
        return new EventKey(
                event.getUser(),
                event.getEventId(),
                Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), Character.MAX_RADIX));
    }

    /** A key as an earlier version wrote it. Only age takes its record out. */
    public static EventKey earlier(String user) {
        return new EventKey(user, "", "");
    }

    /**
     * Reads a key in either form.
     *
     * @throws IllegalArgumentException where a part is missing
     */
    public static EventKey parse(String text) {
        String[] parts = text.split(String.valueOf(BETWEEN), -1);
        if (parts.length == 1) {
            return earlier(text);
        }
        if (parts.length != 3 || parts[1].isEmpty()) {
            throw new IllegalArgumentException(
                    "A text of " + parts.length + " parts is no event's key; give user, event id and mark.");
        }
        return new EventKey(parts[0], parts[1], parts[2]);
    }

    /** Whether it names a user only, as keys of an earlier version do. */
    public boolean isEarlier() {
        return mark.isEmpty();
    }

    @Override
    public String toString() {
        return isEarlier() ? user : user + BETWEEN + eventId + BETWEEN + mark;
    }
}
