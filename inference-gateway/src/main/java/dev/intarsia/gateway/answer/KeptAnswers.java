package dev.intarsia.gateway.answer;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The questions behind the latest answers, in memory alone: bounded by number, bytes and age, the oldest go first. Safe to
 * use from several threads.
 */
public final class KeptAnswers {
    /**
     * How much is kept.
     *
     * @param answers at most
     * @param bytes at most, as {@link KeptAnswer#bytes} counts them
     * @param age how long at most
     */
    public record Bounds(int answers, long bytes, Duration age) {
        public Bounds {
            if (answers < 0 || bytes < 0 || age.isNegative()) {
                throw new IllegalArgumentException("feedback.max-answers is " + answers + ", feedback.max-bytes "
                        + bytes + " and feedback.max-age " + age + "; give none below zero.");
            }
        }
    }

    private record Entry(KeptAnswer answer, long bytes, long givenAt) {}

    private final Bounds bounds;
    private final Clock clock;
    private final Map<String, KeptAnswer> pending = new HashMap<>();
    private final Map<String, Entry> given = new LinkedHashMap<>();
    private long bytes;

    public KeptAnswers(Bounds bounds, Clock clock) {
        this.bounds = requireNonNull(bounds);
        this.clock = requireNonNull(clock);
    }

    /** An answer that is being made; an erasure of its user forgets it too. */
    synchronized void begin(String id, KeptAnswer answer) {
        pending.put(id, answer);
    }

    /** An answer that was begun has been given; does nothing where it was forgotten since. */
    synchronized void give(String id) {
        KeptAnswer answer = pending.remove(id);
        if (answer != null) {
            long size = answer.bytes(id);
            given.put(id, new Entry(answer, size, clock.millis()));
            bytes += size;
            makeRoom();
        }
    }

    /** An answer that was begun will not be given. */
    synchronized void cancel(String id) {
        pending.remove(id);
    }

    /** The question that this user was given the answer to. */
    public synchronized Optional<KeptAnswer> find(String id, String user) {
        makeRoom();
        return Optional.ofNullable(given.get(id))
                .map(Entry::answer)
                .filter(answer -> answer.user().equals(user));
    }

    /** Forgets all answers of a user, also those that are being made. */
    public synchronized void drop(String user) {
        pending.values().removeIf(answer -> answer.user().equals(user));
        given.values().removeIf(entry -> {
            boolean goes = entry.answer().user().equals(user);
            bytes -= goes ? entry.bytes() : 0;
            return goes;
        });
    }

    /** Forgets all answers, as {@link #drop} does. */
    public synchronized void dropAll() {
        pending.clear();
        given.clear();
        bytes = 0;
    }

    /** How many there are. What has become too old goes at this look, as at any other. */
    public synchronized int size() {
        makeRoom();
        return given.size();
    }

    /** Entries are in the order in which they were given. */
    private void makeRoom() {
        long oldest = clock.millis() - bounds.age().toMillis();
        Iterator<Entry> entries = given.values().iterator();
        while (entries.hasNext()) {
            Entry entry = entries.next();
            if (entry.givenAt() >= oldest && given.size() <= bounds.answers() && bytes <= bounds.bytes()) {
                break;
            }
            bytes -= entry.bytes();
            entries.remove();
        }
    }
}
