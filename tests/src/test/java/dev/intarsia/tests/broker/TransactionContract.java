package dev.intarsia.tests.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.schemas.deadletter.DeadLetter;
import dev.intarsia.schemas.deadletter.DeadLetters;
import dev.intarsia.schemas.deadletter.RecordRefusal;
import dev.intarsia.schemas.topic.TopicCreation;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.schemas.validation.RefusalReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Transactions as the trainer uses them: what an update writes and the offsets it has read, all or nothing. */
interface TransactionContract {
    String bootstrapServers();

    @Test
    default void shouldShowACommittedTransactionWholeAndAnAbortedOneNotAtAll() {
        BrokerClients clients = new BrokerClients(bootstrapServers());
        Topics topics = fresh(clients);
        try (KafkaProducer<byte[], byte[]> producer = clients.transactional(id())) {
            producer.beginTransaction();
            producer.send(record(topics.adapters().name(), "ada/0.q", "kept"));
            producer.send(record(topics.pieces().name(), "ada/0.q", "kept"));
            producer.commitTransaction();
            producer.beginTransaction();
            producer.send(record(topics.adapters().name(), "ada/0.q", "dropped"));
            producer.send(record(topics.pieces().name(), "ada/0.q", "dropped"));
            producer.flush();
            producer.abortTransaction();
        }

        assertThat(values(clients, topics.adapters().name())).containsExactly("kept");
        assertThat(values(clients, topics.pieces().name())).containsExactly("kept");
    }

    @Test
    default void shouldCommitOffsetsWithTheRecordsOrNotAtAll() {
        BrokerClients clients = new BrokerClients(bootstrapServers());
        Topics topics = fresh(clients);
        TopicPartition events = new TopicPartition(topics.events().name(), 0);
        String group = id();
        try (KafkaProducer<byte[], byte[]> producer = clients.transactional(id());
                KafkaConsumer<byte[], byte[]> consumer = clients.consumer(group)) {
            consumer.subscribe(List.of(events.topic()));
            while (consumer.assignment().isEmpty()) {
                consumer.poll(Duration.ofMillis(50));
            }
            producer.beginTransaction();
            producer.sendOffsetsToTransaction(Map.of(events, new OffsetAndMetadata(3)), consumer.groupMetadata());
            producer.commitTransaction();
            producer.beginTransaction();
            producer.sendOffsetsToTransaction(Map.of(events, new OffsetAndMetadata(9)), consumer.groupMetadata());
            producer.abortTransaction();

            // The coordinator hears of a transaction's end a moment after the producer does.
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> consumer.committed(Set.of(events)).get(events) != null);
            assertThat(consumer.committed(Set.of(events)).get(events).offset()).isEqualTo(3);
        }
    }

    @Test
    default void shouldFenceTheProducerThatWasReplaced() {
        BrokerClients clients = new BrokerClients(bootstrapServers());
        Topics topics = fresh(clients);
        String id = id();
        try (KafkaProducer<byte[], byte[]> old = clients.transactional(id)) {
            old.beginTransaction();
            old.send(record(topics.adapters().name(), "ada/0.q", "of the old"));
            old.flush();
            try (KafkaProducer<byte[], byte[]> replacement = clients.transactional(id)) {
                replacement.beginTransaction();
                replacement.send(record(topics.adapters().name(), "ada/0.q", "of the new"));
                replacement.commitTransaction();
            }

            assertThatThrownBy(old::commitTransaction).isInstanceOf(KafkaException.class);
        }
        assertThat(values(clients, topics.adapters().name())).containsExactly("of the new");
    }

    @Test
    default void shouldCarryADeadLetterUnchangedInTheSameTransaction() {
        BrokerClients clients = new BrokerClients(bootstrapServers());
        Topics topics = fresh(clients);
        byte[] key = {(byte) 0xff, 0, 7};
        byte[] value = {1, 2, 3};
        ConsumerRecord<byte[], byte[]> bad = new ConsumerRecord<>("events", 5, 77L, key, value);
        bad.headers().add("trace", "t-1".getBytes(UTF_8));
        try (KafkaProducer<byte[], byte[]> producer = clients.transactional(id())) {
            DeadLetters letters = new DeadLetters(producer, topics.deadLetters(), "trainer-consumer");
            producer.beginTransaction();
            letters.send(bad, new RecordRefusal(RefusalReason.UNREADABLE, "not Avro"));
            producer.commitTransaction();
            producer.beginTransaction();
            letters.send(bad, new RecordRefusal(RefusalReason.UNREADABLE, "aborted"));
            producer.abortTransaction();
        }

        List<ConsumerRecord<byte[], byte[]>> arrived =
                clients.committed(topics.deadLetters().name());
        assertThat(arrived).singleElement().satisfies(letter -> {
            assertThat(letter.key()).isEqualTo(key);
            assertThat(letter.value()).isEqualTo(value);
            assertThat(letter.headers().lastHeader("trace").value())
                    .asString(UTF_8)
                    .isEqualTo("t-1");
            assertThat(DeadLetter.read(new RecordHeaders(letter.headers())))
                    .isEqualTo(new DeadLetter(
                            "events",
                            5,
                            77L,
                            new RecordRefusal(RefusalReason.UNREADABLE, "not Avro"),
                            "trainer-consumer"));
        });
    }

    private static Topics fresh(BrokerClients clients) {
        Topics topics = Topics.of("transactions-" + UUID.randomUUID() + ".", 1);
        try (Admin admin = clients.admin()) {
            new TopicCreation(admin).create(topics);
        }
        return topics;
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, String key, String value) {
        return new ProducerRecord<>(topic, key.getBytes(UTF_8), value.getBytes(UTF_8));
    }

    private static List<String> values(BrokerClients clients, String topic) {
        return clients.committed(topic).stream()
                .map(record -> new String(record.value(), UTF_8))
                .toList();
    }
}
