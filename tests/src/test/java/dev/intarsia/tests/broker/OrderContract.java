package dev.intarsia.tests.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.schemas.topic.EventKey;
import dev.intarsia.schemas.topic.ModuleKey;
import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.schemas.topic.TopicCreation;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.schemas.topic.UserPartitioner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Where records go and in which order they arrive. */
interface OrderContract {
    int PARTITIONS = 4;

    String bootstrapServers();

    @Test
    default void shouldKeepEachUsersRecordsInOrderOnOnePartition() {
        BrokerClients clients = new BrokerClients(bootstrapServers());
        Topic<EventKey, ?> events = fresh(clients).events();
        int users = 20;
        int each = 100;
        try (KafkaProducer<byte[], byte[]> producer =
                clients.producer(Map.of("enable.idempotence", true, "linger.ms", 1, "batch.size", 500))) {
            for (int i = 0; i < each; i++) {
                for (int user = 0; user < users; user++) {
                    producer.send(new ProducerRecord<>(
                            events.name(),
                            ("user-" + user).getBytes(UTF_8),
                            Integer.toString(i).getBytes(UTF_8)));
                }
            }
        }

        Map<String, List<Integer>> values = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : clients.committed(events.name())) {
            String user = new String(record.key(), UTF_8);
            values.computeIfAbsent(user, key -> new ArrayList<>())
                    .add(Integer.valueOf(new String(record.value(), UTF_8)));
            assertThat(record.partition()).isEqualTo(events.partition(EventKey.earlier(user), PARTITIONS));
        }
        assertThat(values).hasSize(users);
        assertThat(values.values())
                .allSatisfy(ofUser -> assertThat(ofUser)
                        .containsExactlyElementsOf(
                                IntStream.range(0, each).boxed().toList()));
    }

    @Test
    default void shouldPutAUsersModulesWhereTheUsersEventsAre() {
        BrokerClients clients = new BrokerClients(bootstrapServers());
        Topics topics = fresh(clients);
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers(), "partitioner.class", UserPartitioner.class.getName());
        try (KafkaProducer<ModuleKey, byte[]> modules = new KafkaProducer<>(
                        settings, topics.adapters().keys().serde().serializer(), new ByteArraySerializer());
                KafkaProducer<String, byte[]> events = new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrapServers()),
                        new StringSerializer(),
                        new ByteArraySerializer())) {
            for (int user = 0; user < 30; user++) {
                String name = "team/user-" + user;
                events.send(new ProducerRecord<>(topics.events().name(), name, new byte[1]));
                for (String module : List.of("0.q", "0.v", "1.q")) {
                    modules.send(
                            new ProducerRecord<>(topics.adapters().name(), new ModuleKey(name, module), new byte[1]));
                }
            }
        }

        Map<String, Set<Integer>> partitions = new HashMap<>();
        clients.committed(topics.events().name())
                .forEach(record -> partitions
                        .computeIfAbsent(new String(record.key(), UTF_8), key -> new HashSet<>())
                        .add(record.partition()));
        clients.committed(topics.adapters().name())
                .forEach(record -> partitions
                        .get(ModuleKey.parse(new String(record.key(), UTF_8)).user())
                        .add(record.partition()));
        assertThat(partitions).hasSize(30);
        assertThat(partitions.values()).allSatisfy(where -> assertThat(where).hasSize(1));
    }

    @Test
    default void shouldTakeTheLargestRecord() {
        BrokerClients clients = new BrokerClients(bootstrapServers());
        Topic<ModuleKey, ?> adapters = fresh(clients).adapters();
        byte[] value = new byte[Topic.MAX_RECORD_BYTES - 1024];
        value[value.length - 1] = 42;
        try (KafkaProducer<byte[], byte[]> producer =
                clients.producer(Map.of("max.request.size", Topic.MAX_REQUEST_BYTES))) {
            producer.send(new ProducerRecord<>(adapters.name(), "ada/0.q".getBytes(UTF_8), value));
        }

        assertThat(clients.committed(adapters.name()))
                .singleElement()
                .satisfies(record -> assertThat(record.value()).isEqualTo(value));
    }

    private static Topics fresh(BrokerClients clients) {
        Topics topics = Topics.of("order-" + UUID.randomUUID() + ".", PARTITIONS);
        try (Admin admin = clients.admin()) {
            new TopicCreation(admin).create(topics);
        }
        return topics;
    }
}
