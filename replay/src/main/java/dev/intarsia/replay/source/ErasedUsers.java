package dev.intarsia.replay.source;

import dev.intarsia.schemas.avro.SharingConsent;
import dev.intarsia.schemas.serde.ReadResult;
import dev.intarsia.schemas.serde.TopicReader;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Who has asked to be forgotten, and up to when. */
final class ErasedUsers {
    private final TopicReader<String, SharingConsent> consents;
    private final Map<String, Instant> erased = new HashMap<>();

    ErasedUsers(TopicReader<String, SharingConsent> consents) {
        this.consents = consents;
    }

    void read(ConsumerRecord<byte[], byte[]> record) {
        if (consents.read(record) instanceof ReadResult.Tombstone<SharingConsent>) {
            Instant moment = Instant.ofEpochMilli(record.timestamp());
            erased.merge(consents.key(record), moment, (before, now) -> before.isAfter(now) ? before : now);
        }
    }

    /** Whether what ingest accepted at this moment is to be forgotten. */
    boolean cover(String user, Instant ingestedAt) {
        Instant moment = erased.get(user);
        return moment != null && !ingestedAt.isAfter(moment);
    }
}
