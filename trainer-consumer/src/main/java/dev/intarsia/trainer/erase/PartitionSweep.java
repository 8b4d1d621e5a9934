package dev.intarsia.trainer.erase;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.serde.TopicReader;
import dev.intarsia.schemas.serde.UnreadableRecordException;
import dev.intarsia.schemas.topic.ConsentKey;
import dev.intarsia.schemas.topic.EventKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Which records of one partition of {@code events} are to be taken out: those of erased users and events from before their
 * erasure, and those older than the retention. Not thread-safe.
 */
final class PartitionSweep {
    private final TopicReader<EventKey, BehaviorEvent> reader;
    private final Map<ConsentKey, NavigableSet<Instant>> erased;
    private final Set<String> users;
    private final Instant expiredBefore;
    private final Map<EventKey, Reason> due = new LinkedHashMap<>();
    private final Map<Reason, Left> left = new HashMap<>();

    /**
     * @param reader of records wherever they lie and whatever they say
     * @param erased the moments of the erasures by what is erased
     * @param expiredBefore records from before go, whoever's they are
     */
    PartitionSweep(
            TopicReader<EventKey, BehaviorEvent> reader,
            Map<ConsentKey, NavigableSet<Instant>> erased,
            Instant expiredBefore) {
        this.reader = requireNonNull(reader);
        this.erased = requireNonNull(erased);
        this.users = erased.keySet().stream().map(ConsentKey::user).collect(Collectors.toSet());
        this.expiredBefore = requireNonNull(expiredBefore);
    }

    /**
     * Why a record goes.
     *
     * @param erased what was erased, at {@code moment}; null for its age
     */
    record Reason(@Nullable ConsentKey erased, Instant moment) {}

    /**
     * Records that no null takes out.
     *
     * @param newest when the last of them was written
     */
    record Left(long records, Instant newest) {
        Left and(Left other) {
            return new Left(records + other.records, newest.isAfter(other.newest) ? newest : other.newest);
        }
    }

    /**
     * Looks at the next record.
     *
     * @return whether any later one may have to go
     */
    boolean take(ConsumerRecord<byte[], byte[]> record) {
        Instant written = Instant.ofEpochMilli(record.timestamp());
        boolean expired = written.isBefore(expiredBefore);
        if (!erased.isEmpty() || expired) {
            take(record, written, expired);
        }
        return expired || !erased.isEmpty();
    }

    private void take(ConsumerRecord<byte[], byte[]> record, Instant written, boolean expired) {
        EventKey key;
        try {
            key = reader.key(record);
        } catch (UnreadableRecordException none) {
            return;
        }
        if (record.value() == null) {
            due.remove(key);
            return;
        }
        Reason reason = users.contains(key.user()) ? reason(key, record, written) : null;
        if (reason == null && expired) {
            reason = new Reason(null, expiredBefore);
        }
        if (reason == null) {
            return;
        }
        if (key.isEarlier()) {
            left.merge(reason, new Left(1, written), Left::and);
        } else {
            due.put(key, reason);
        }
    }

    /** An erasure takes what ingest accepted before it, which may be written a little later. */
    private @Nullable Reason reason(EventKey key, ConsumerRecord<byte[], byte[]> record, Instant written) {
        String eventId = key.eventId();
        Instant accepted = written;
        try {
            BehaviorEvent event = reader.value(record.value());
            accepted = event.getIngestedAt();
            eventId = key.isEarlier() ? event.getEventId() : eventId;
        } catch (UnreadableRecordException unreadable) {
            // It goes by its own time, and is of the event that its key names.
        }
        Reason ofUser = reason(ConsentKey.of(key.user()), accepted);
        return ofUser != null || eventId.isEmpty() ? ofUser : reason(ConsentKey.of(key.user(), eventId), accepted);
    }

    private @Nullable Reason reason(ConsentKey key, Instant accepted) {
        NavigableSet<Instant> moments = erased.get(key);
        Instant moment = moments == null ? null : moments.ceiling(accepted);
        return moment == null ? null : new Reason(key, moment);
    }

    /** Whose records there are that no null has taken out yet. */
    Map<EventKey, Reason> due() {
        return due;
    }

    /** How many records of a reason have keys of the earlier form. */
    Left left(Reason reason) {
        return left.getOrDefault(reason, new Left(0, Instant.EPOCH));
    }
}
