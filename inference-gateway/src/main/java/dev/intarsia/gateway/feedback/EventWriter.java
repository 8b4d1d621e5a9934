package dev.intarsia.gateway.feedback;

import dev.intarsia.gateway.error.ApiError;
import dev.intarsia.gateway.error.ApiException;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.serde.TopicWriter;
import dev.intarsia.schemas.topic.EventKey;
import dev.intarsia.schemas.topic.Topics;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to {@code events} as ingest does. Safe to use from several threads. */
public final class EventWriter implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EventWriter.class);
    private static final Duration FLUSH = Duration.ofSeconds(10);

    private final Producer<byte[], byte[]> producer;
    private final AvroSerdes serdes;
    private final TopicWriter<EventKey, BehaviorEvent> events;

    /**
     * @param producer closed with this
     * @param serdes closed with this
     */
    public EventWriter(Producer<byte[], byte[]> producer, AvroSerdes serdes, Topics topics) {
        this.producer = producer;
        this.serdes = serdes;
        this.events = serdes.writer(topics.events());
    }

    /**
     * Returns when the broker has the event.
     *
     * @throws ApiException where it did not take it in time; it may have it all the same
     */
    public void write(BehaviorEvent event) {
        try {
            send(event).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiException(ApiError.of(503, "shutting_down", "The gateway is shutting down; send it again."));
        } catch (ExecutionException | RuntimeException e) {
            // Kafka and the registry's client name outages by exceptions of many families.
            log.warn("The event {} was not written: {}", event.getEventId(), e.getMessage());
            throw new ApiException(ApiError.of(
                    503,
                    "not_written",
                    "The broker or the schema registry did not take the event in time. Send it again: what arrived"
                            + " already is recognised."));
        }
    }

    private Future<RecordMetadata> send(BehaviorEvent event) {
        int partitions = producer.partitionsFor(events.topic().name()).size();
        return producer.send(events.record(partitions, EventKey.of(event), event));
    }

    /** Waits for what is on its way, then closes the producer. */
    @Override
    public void close() {
        producer.close(FLUSH);
        serdes.close();
    }
}
