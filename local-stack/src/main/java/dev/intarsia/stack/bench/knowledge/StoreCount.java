package dev.intarsia.stack.bench.knowledge;

import dev.intarsia.gateway.topology.HistoryBounds;
import dev.intarsia.schemas.avro.BehaviorEvent;
import java.util.List;
import org.apache.kafka.common.serialization.Serializer;

/** Adds up what is kept of users, and whether it is what the bounds say. Not thread-safe. */
final class StoreCount {
    private final HistoryBounds bounds;
    private final Serializer<BehaviorEvent> records;
    long events;
    long bytes;
    int mostEvents;
    long mostBytes;
    int overBounds;
    int otherwise;

    /** @param records gives an event's bytes, as the store counts them */
    StoreCount(HistoryBounds bounds, Serializer<BehaviorEvent> records) {
        this.bounds = bounds;
        this.records = records;
    }

    /**
     * Takes a user in, all of whose events have as many bytes.
     *
     * @param kept the oldest first
     * @param sent how many there were of the user, named from 0 in the order of their time
     */
    void add(List<BehaviorEvent> kept, int sent) {
        long own = 0;
        long largest = 0;
        for (BehaviorEvent event : kept) {
            long size = records.serialize("", event).length;
            own += size;
            largest = Math.max(largest, size);
        }
        events += kept.size();
        bytes += own;
        mostEvents = Math.max(mostEvents, kept.size());
        mostBytes = Math.max(mostBytes, own);
        if (kept.size() > bounds.events() || own > bounds.bytes()) {
            overBounds++;
        }
        boolean full = kept.size() == bounds.events() || own + largest > bounds.bytes();
        if (!full || !newest(kept, sent)) {
            otherwise++;
        }
    }

    private static boolean newest(List<BehaviorEvent> kept, int sent) {
        for (int i = 0; i < kept.size(); i++) {
            if (!kept.get(i).getEventId().equals(id(sent - kept.size() + i))) {
                return false;
            }
        }
        return !kept.isEmpty();
    }

    /** The name of a user's event, of as many characters for each. */
    static String id(int event) {
        return String.format("event-%06d", event);
    }
}
