package dev.intarsia.replay.source;

import dev.intarsia.schemas.avro.SharingConsent;
import dev.intarsia.schemas.serde.ReadResult;
import dev.intarsia.schemas.serde.TopicReader;
import dev.intarsia.schemas.topic.ConsentKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Who, and which single events, are to be forgotten, and up to when. */
final class ErasedUsers {
    private final TopicReader<ConsentKey, SharingConsent> consents;
    private final Map<ConsentKey, Instant> erased = new HashMap<>();

    ErasedUsers(TopicReader<ConsentKey, SharingConsent> consents) {
        this.consents = consents;
    }

    void read(ConsumerRecord<byte[], byte[]> record) {
        if (consents.read(record) instanceof ReadResult.Tombstone<SharingConsent>) {
            Instant moment = Instant.ofEpochMilli(record.timestamp());
            erased.merge(consents.key(record), moment, (before, now) -> before.isAfter(now) ? before : now);
        }
    }

    /** Whether an event that ingest accepted at this moment is to be forgotten. */
    boolean cover(String user, String eventId, Instant ingestedAt) {
        return covers(ConsentKey.of(user), ingestedAt) || covers(ConsentKey.of(user, eventId), ingestedAt);
    }

    private boolean covers(ConsentKey key, Instant ingestedAt) {
        Instant moment = erased.get(key);
        return moment != null && !ingestedAt.isAfter(moment);
    }
}
