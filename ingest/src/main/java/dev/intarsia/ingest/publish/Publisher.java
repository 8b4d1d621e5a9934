package dev.intarsia.ingest.publish;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.avro.ErasureProgress;
import dev.intarsia.schemas.avro.SharingConsent;
import dev.intarsia.schemas.deadletter.DeadLetter;
import dev.intarsia.schemas.deadletter.RecordRefusal;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.serde.TopicWriter;
import dev.intarsia.schemas.topic.ConsentKey;
import dev.intarsia.schemas.topic.ErasureKey;
import dev.intarsia.schemas.topic.EventKey;
import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.schemas.validation.RefusalReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes to {@code events}, {@code consents}, {@code erasures} and {@code dead-letters}; safe for use by several threads. The records of one call go out in
 * their order, and so do calls of one thread. Each method returns when the records are on their way; the future
 * completes when the broker has them all, or with {@link NotWrittenException}.
 */
public final class Publisher implements AutoCloseable {
    private static final String SERVICE = "ingest";
    private static final Duration FLUSH = Duration.ofSeconds(10);

    private final Producer<byte[], byte[]> producer;
    private final TopicWriter<EventKey, BehaviorEvent> events;
    private final TopicWriter<ConsentKey, SharingConsent> consents;
    private final TopicWriter<ErasureKey, ErasureProgress> erasures;
    private final Topics topics;
    private final Topic<byte[], byte[]> deadLetters;
    private final int capacity;
    private final Semaphore room;

    /**
     * @param producer closed with this
     * @param capacity how many records may be on their way at once
     */
    public Publisher(Producer<byte[], byte[]> producer, AvroSerdes serdes, Topics topics, int capacity) {
        this.producer = requireNonNull(producer);
        this.events = serdes.writer(topics.events());
        this.consents = serdes.writer(topics.consents());
        this.erasures = serdes.writer(topics.erasures());
        this.topics = topics;
        this.deadLetters = topics.deadLetters();
        this.capacity = capacity;
        this.room = new Semaphore(capacity);
    }

    /**
     * Writes events, or none of them where there is no room for all.
     *
     * @throws BufferFullException where there will be room later
     * @throws BatchTooLargeException where there never will
     */
    public CompletableFuture<Void> publish(List<BehaviorEvent> batch) {
        take(batch.size());
        return write(batch);
    }

    /** Writes one event, waiting for room. */
    public CompletableFuture<Void> publishPatiently(BehaviorEvent event) throws InterruptedException {
        room.acquire();
        return write(List.of(event));
    }

    /**
     * Writes what a user decided about sharing.
     *
     * @throws BufferFullException where there will be room later
     */
    public CompletableFuture<Void> publish(SharingConsent consent) {
        take(1);
        Delivery delivery = new Delivery(1, room::release);
        send(1, delivery, () -> consents.record(partitions(consents), ConsentKey.of(consent.getUser()), consent));
        return delivery.settled();
    }

    /**
     * Asks for a user, or one event, to be erased everywhere.
     *
     * @return up to when: the time of the record
     * @throws BufferFullException where there will be room later
     */
    public CompletableFuture<Instant> erase(ConsentKey erased) {
        take(1);
        Delivery delivery = new Delivery(1, room::release);
        long now = System.currentTimeMillis();
        AtomicLong moment = new AtomicLong(now);
        Callback noting = (written, failure) -> {
            // A topic may date its records itself.
            if (written != null && written.hasTimestamp()) {
                moment.set(written.timestamp());
            }
            delivery.onCompletion(written, failure);
        };
        send(1, delivery, noting, () -> {
            ProducerRecord<byte[], byte[]> record = consents.record(partitions(consents), erased, null);
            return new ProducerRecord<>(record.topic(), record.partition(), now, record.key(), record.value());
        });
        return delivery.settled().thenApply(done -> Instant.ofEpochMilli(moment.get()));
    }

    /**
     * Writes what was done for an erasure.
     *
     * @throws BufferFullException where there will be room later
     */
    public CompletableFuture<Void> publish(ErasureProgress progress) {
        take(1);
        Delivery delivery = new Delivery(1, room::release);
        ErasureKey key = new ErasureKey(progress.getErasure(), progress.getPart());
        send(1, delivery, () -> erasures.record(partitions(erasures), key, progress));
        return delivery.settled();
    }

    /** The catalogue it writes to. */
    public Topics topics() {
        return topics;
    }

    /**
     * Writes a line that is no event to the dead letters, waiting for room.
     *
     * @param source the file it stood in; the dead letter's header {@code topic}
     * @param line its number there; the dead letter's header {@code offset}
     */
    public CompletableFuture<Void> sendToDeadLetters(String source, long line, byte[] bytes, String cause)
            throws InterruptedException {
        room.acquire();
        Delivery delivery = new Delivery(1, room::release);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(deadLetters.name(), bytes);
        new DeadLetter(source, 0, line, new RecordRefusal(RefusalReason.UNREADABLE, cause), SERVICE)
                .writeTo(record.headers());
        send(1, delivery, () -> record);
        return delivery.settled();
    }

    /** How many records are on their way. */
    public int inFlight() {
        return capacity - room.availablePermits();
    }

    private void take(int records) {
        if (records > capacity) {
            throw new BatchTooLargeException(records, capacity);
        }
        if (!room.tryAcquire(records)) {
            throw new BufferFullException(records, room.availablePermits(), capacity);
        }
    }

    private CompletableFuture<Void> write(List<BehaviorEvent> batch) {
        if (batch.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        Delivery delivery = new Delivery(batch.size(), room::release);
        for (int i = 0; i < batch.size(); i++) {
            BehaviorEvent event = batch.get(i);
            if (!send(batch.size() - i, delivery, () -> events.record(partitions(events), EventKey.of(event), event))) {
                break;
            }
        }
        return delivery.settled();
    }

    /** Sends one record; where that is refused at once, the {@code open} records of the delivery have failed. */
    private boolean send(int open, Delivery delivery, Supplier<ProducerRecord<byte[], byte[]>> record) {
        return send(open, delivery, delivery, record);
    }

    private boolean send(
            int open, Delivery delivery, Callback callback, Supplier<ProducerRecord<byte[], byte[]>> record) {
        try {
            producer.send(record.get(), callback);
            return true;
        } catch (RuntimeException e) {
            // Kafka and the registry's client name outages by exceptions of many families.
            delivery.fail(open, e);
            return false;
        }
    }

    private int partitions(TopicWriter<?, ?> writer) {
        return producer.partitionsFor(writer.topic().name()).size();
    }

    /** Waits for what is on its way, then closes the producer. */
    @Override
    public void close() {
        producer.close(FLUSH);
    }
}
