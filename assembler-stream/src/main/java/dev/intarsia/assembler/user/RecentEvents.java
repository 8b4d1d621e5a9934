package dev.intarsia.assembler.user;

import dev.intarsia.pieces.digest.Sha256;
import java.util.ArrayList;
import java.util.List;

/**
 * The latest event ids of a user, so that an event sent again counts once and is taken out once. What is sent again after
 * it was taken out is a new event: the trainer lets no other through.
 *
 * @param marks 64 bits for each id, oldest first; the complement of these where the event was taken out
 */
public record RecentEvents(List<Long> marks) {
    public RecentEvents {
        marks = List.copyOf(marks);
    }

    public static RecentEvents none() {
        return new RecentEvents(List.of());
    }

    /** Whether the event is among the latest, and was not taken out since. */
    public boolean contains(String eventId) {
        long mark = mark(eventId);
        return marks.lastIndexOf(mark) > marks.lastIndexOf(~mark);
    }

    /** Whether it is known that the event was taken out, and was not sent again since. */
    public boolean containsRetracted(String eventId) {
        long mark = mark(eventId);
        return marks.lastIndexOf(~mark) > marks.lastIndexOf(mark);
    }

    /** These and one more, without the oldest where there would be more than {@code most}. */
    public RecentEvents and(String eventId, int most) {
        return and(mark(eventId), most);
    }

    /** These, and that the event was taken out. */
    public RecentEvents andRetracted(String eventId, int most) {
        return and(~mark(eventId), most);
    }

    private RecentEvents and(long mark, int most) {
        List<Long> next = new ArrayList<>(marks.subList(Math.max(0, marks.size() + 1 - most), marks.size()));
        next.add(mark);
        return new RecentEvents(next);
    }

    private static long mark(String eventId) {
        return new Sha256().text(eventId).first64();
    }
}
