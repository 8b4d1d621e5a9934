package dev.intarsia.oppu.history;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A user's sequence of events. Events are numbered from 0 and keep their number; the newest are stored with what
 * training needs, all others by their id alone. Immutable and safe to share between threads.
 */
public final class History {
    public static final History EMPTY = new History(0, new HistoryEvent[0], SeenEvents.NONE, Instant.MAX);

    private static final int OBJECT_BYTES = 40;

    private final long length;
    private final HistoryEvent[] held;
    private final SeenEvents ids;
    private final Instant earliest;

    private History(long length, HistoryEvent[] held, SeenEvents ids, Instant earliest) {
        this.length = length;
        this.held = held;
        this.ids = ids;
        this.earliest = earliest;
    }

    /**
     * A history that was stored.
     *
     * @param length as {@link #length()}
     * @param held the newest events, oldest first
     * @param fingerprints of the ids of all events, those of {@code held} among them, in any order
     * @param earliest as {@link #earliest()}
     */
    public static History of(long length, List<? extends HistoryEvent> held, long[] fingerprints, Instant earliest) {
        if (held.size() > length) {
            throw new IllegalArgumentException(
                    "A history of " + length + " events cannot hold " + held.size() + "; read it from the log again.");
        }
        return new History(length, held.toArray(HistoryEvent[]::new), SeenEvents.NONE.with(fingerprints), earliest);
    }

    /** How many events the user has had; also the number the next one gets. */
    public long length() {
        return length;
    }

    /** Number of the oldest event that is still held; {@link #length()} where none is. */
    public long oldest() {
        return length - held.length;
    }

    /** When ingest accepted the first of the events, held or not; {@link Instant#MAX} where there is none. */
    public Instant earliest() {
        return earliest;
    }

    /** Fingerprints of the ids of all events, in ascending order. */
    public long[] fingerprints() {
        return ids.all();
    }

    /** Bytes this history takes in memory, roughly. */
    public long size() {
        long bytes = (long) Long.BYTES * ids.size();
        for (HistoryEvent event : held) {
            bytes += event.size() + OBJECT_BYTES;
        }
        return bytes;
    }

    /** Whether an event of this id is part of the sequence. */
    public boolean knows(String eventId) {
        return ids.contains(EncodedEvent.fingerprint(eventId));
    }

    /**
     * One event.
     *
     * @param number from {@link #oldest()} to below {@link #length()}
     */
    public HistoryEvent event(long number) {
        if (number < oldest() || number >= length) {
            throw new IndexOutOfBoundsException(
                    "Event " + number + " is not held; those from " + oldest() + " to " + (length - 1) + " are.");
        }
        return held[(int) (number - oldest())];
    }

    /**
     * The sequence continued. Events whose id is known already, or stands twice in {@code events}, are left out.
     *
     * @param window how many of the newest events to hold, at least 1
     */
    public History with(List<? extends HistoryEvent> events, int window) {
        Set<Long> added = new HashSet<>();
        List<? extends HistoryEvent> fresh = events.stream()
                .filter(event -> {
                    long fingerprint = event.fingerprint();
                    return !ids.contains(fingerprint) && added.add(fingerprint);
                })
                .toList();
        if (fresh.isEmpty()) {
            return this;
        }
        int fromOld = Math.min(held.length, Math.max(0, window - fresh.size()));
        int fromFresh = Math.min(fresh.size(), window);
        HistoryEvent[] newest = Arrays.copyOfRange(held, held.length - fromOld, held.length + fromFresh);
        for (int i = 0; i < fromFresh; i++) {
            newest[fromOld + i] = fresh.get(fresh.size() - fromFresh + i);
        }
        long[] fingerprints = added.stream().mapToLong(Long::longValue).toArray();
        Instant first = fresh.stream().map(HistoryEvent::ingestedAt).reduce(earliest, History::earlier);
        return new History(length + fresh.size(), newest, ids.with(fingerprints), first);
    }

    /** Whether any event of the sequence, held or not, was accepted by ingest at {@code moment} or before. */
    public boolean reachesBack(Instant moment) {
        return length > 0 && !earliest.isAfter(moment);
    }

    /** Only the held events that ingest accepted after {@code moment}, counted from 0 anew. */
    public History after(Instant moment) {
        List<HistoryEvent> kept = Arrays.stream(held)
                .filter(event -> event.ingestedAt().isAfter(moment))
                .toList();
        return kept.isEmpty() ? EMPTY : EMPTY.with(kept, kept.size());
    }

    /**
     * The sequence without the event of this id, held or not; the later ones move up by one. The same one where no event
     * has this id.
     */
    public History without(String eventId) {
        if (!knows(eventId)) {
            return this;
        }
        List<HistoryEvent> others = Arrays.stream(held)
                .filter(event -> !event.eventId().equals(eventId))
                .toList();
        SeenEvents rest = ids.without(EncodedEvent.fingerprint(eventId));
        return length == 1 ? EMPTY : new History(length - 1, others.toArray(HistoryEvent[]::new), rest, earliest);
    }

    /** The same sequence with no more than the newest {@code most} events held. */
    public History holding(int most) {
        return held.length <= most
                ? this
                : new History(length, Arrays.copyOfRange(held, held.length - most, held.length), ids, earliest);
    }

    /** The number of the held event of this id. */
    public OptionalLong find(String eventId) {
        for (int i = held.length - 1; i >= 0; i--) {
            if (held[i].eventId().equals(eventId)) {
                return OptionalLong.of(oldest() + i);
            }
        }
        return OptionalLong.empty();
    }

    /**
     * The same events with numbers raised by {@code earlier}: for a sequence whose first events are no longer on the
     * log.
     *
     * @param since ingest accepted none of them before; {@link Instant#MIN} where that is not known
     */
    public History preceded(long earlier, Instant since) {
        return earlier == 0 ? this : new History(length + earlier, held, ids, earlier(earliest, since));
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    @Override
    public String toString() {
        return "History[" + length + " events, " + held.length + " held]";
    }
}
