package dev.intarsia.service.streams;

import dev.intarsia.schemas.deadletter.RecordRefusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Refused records of a topic that every instance reads whole, on their way to the dead letters: only the instance that
 * works on the partition a record lies on sends its letter, so that there is one. The thread of the global store adds, the
 * tasks of partitions take. Safe for use by several threads.
 */
public final class GlobalRefusals {
    private static final Duration OTHERS_WILL_HAVE = Duration.ofMinutes(1);

    private final List<Refusal> waiting = new ArrayList<>();
    private boolean begun;

    /**
     * A refused record.
     *
     * @param why what is wrong with it
     * @param since when it was refused, in milliseconds since the epoch
     */
    public record Refusal(SourceRecord record, RecordRefusal why, long since) {}

    /** Adds a record that was refused just now. */
    public synchronized void add(SourceRecord record, RecordRefusal why, long now) {
        waiting.add(new Refusal(record, why, now));
    }

    /**
     * Called when the work on a partition begins, after the global store was filled: what is in it by the first time was
     * refused before.
     */
    public synchronized void begin() {
        if (!begun) {
            begun = true;
            waiting.clear();
        }
    }

    /** What was refused on one partition, once; that of partitions nobody here works on is forgotten in time. */
    public synchronized List<Refusal> take(int partition, long now) {
        List<Refusal> taken = new ArrayList<>();
        for (Iterator<Refusal> refusals = waiting.iterator(); refusals.hasNext(); ) {
            Refusal refusal = refusals.next();
            if (refusal.record().partition() == partition) {
                taken.add(refusal);
                refusals.remove();
            } else if (now - refusal.since() > OTHERS_WILL_HAVE.toMillis()) {
                refusals.remove();
            }
        }
        return taken;
    }
}
