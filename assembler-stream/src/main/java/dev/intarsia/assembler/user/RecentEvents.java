package dev.intarsia.assembler.user;

import dev.intarsia.pieces.digest.Sha256;
import java.util.ArrayList;
import java.util.List;

/**
 * The latest event ids of a user, so that an event sent again counts once.
 *
 * @param marks 64 bits for each id, oldest first
 */
public record RecentEvents(List<Long> marks) {
    public RecentEvents {
        marks = List.copyOf(marks);
    }

    public static RecentEvents none() {
        return new RecentEvents(List.of());
    }

    /** Whether the event is among the latest. */
    public boolean contains(String eventId) {
        return marks.contains(mark(eventId));
    }

    /** These and one more, without the oldest where there would be more than {@code most}. */
    public RecentEvents and(String eventId, int most) {
        List<Long> next = new ArrayList<>(marks.subList(Math.max(0, marks.size() + 1 - most), marks.size()));
        next.add(mark(eventId));
        return new RecentEvents(next);
    }

    private static long mark(String eventId) {
        return new Sha256().text(eventId).first64();
    }
}
