package dev.intarsia.schemas.deadletter;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.topic.Topic;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * Sends records to the dead letters through a service's own producer, and so within its transaction where it has
 * one open.
 */
public final class DeadLetters {
    private final Producer<byte[], byte[]> producer;
    private final Topic<byte[], byte[]> topic;
    private final String service;

    /**
     * @param topic the dead letters of the catalogue
     * @param service the sender's name, as in {@code trainer-consumer}
     */
    public DeadLetters(Producer<byte[], byte[]> producer, Topic<byte[], byte[]> topic, String service) {
        this.producer = requireNonNull(producer);
        this.topic = requireNonNull(topic);
        this.service = requireNonNull(service);
    }

    /** Sends a record, unchanged unless it is too large to be sent, with its origin and why it is refused. */
    public Future<RecordMetadata> send(ConsumerRecord<byte[], byte[]> record, RecordRefusal refusal) {
        RefusalLog.deadLetter(refusal, record.topic(), record.partition(), record.offset(), record.key());
        return producer.send(record(record, DeadLetter.of(record, refusal, service)));
    }

    private ProducerRecord<byte[], byte[]> record(ConsumerRecord<byte[], byte[]> original, DeadLetter letter) {
        DeadLetterContent content = DeadLetterContent.of(original, letter);
        return new ProducerRecord<>(topic.name(), null, content.key(), content.value(), content.headers());
    }
}
