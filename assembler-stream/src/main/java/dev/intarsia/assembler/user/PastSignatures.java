package dev.intarsia.assembler.user;

import dev.intarsia.schemas.avro.EventSignature;
import java.time.Instant;
import java.util.List;

/** Gives signatures that were counted already once more. */
public interface PastSignatures {
    /**
     * A user's signatures of events that ingest accepted after a moment, in the order of the log.
     *
     * @param partition the user's
     * @param counted what they led to; what comes after its last signature is left out
     * @throws org.apache.kafka.common.KafkaException where they cannot be read now
     */
    List<EventSignature> of(String user, int partition, Instant after, Behavior counted);
}
