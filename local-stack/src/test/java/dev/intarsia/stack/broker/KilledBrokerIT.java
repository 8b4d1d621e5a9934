package dev.intarsia.stack.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transactions of clients that go on while their broker is killed and started again. */
class KilledBrokerIT {
    private static final boolean LONG = Boolean.getBoolean("intarsia.tests.long");
    private static final int KILLS = LONG ? 40 : 3;
    private static final int COMMITS_BETWEEN_KILLS = 40;
    private static final int WRITERS = 4;
    private static final List<TopicPartition> ANSWERS = IntStream.range(0, 3)
            .mapToObj(partition -> new TopicPartition("answers", partition))
            .toList();

    @TempDir
    Path data;

    private final Set<String> tried = ConcurrentHashMap.newKeySet();
    private final Set<String> committed = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    @Test
    void shouldKeepEachCommittedTransactionWholeAndOnce() throws Exception {
        Map<TopicPartition, List<String>> read;

        try (BrokerProcess broker = BrokerProcess.start(data.resolve("broker"), data.resolve("printed"))) {
            createTopic(broker.bootstrapServers());
            ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
            List<Future<?>> writing = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                String id = "writer-" + writer;
                writing.add(writers.submit(() -> write(broker.bootstrapServers(), id)));
            }
            for (int kill = 0; kill < KILLS; kill++) {
                int before = committed.size();
                Awaitility.await("commits")
                        .atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> committed.size() >= before + COMMITS_BETWEEN_KILLS);
                broker.kill();
                broker.restart();
            }
            ended = true;
            for (Future<?> writer : writing) {
                writer.get(2, TimeUnit.MINUTES);
            }
            writers.shutdown();
            read = readCommitted(broker.bootstrapServers());
        }

        for (TopicPartition partition : ANSWERS) {
            assertThat(read.get(partition))
                    .as("read from %s", partition)
                    .doesNotHaveDuplicates()
                    .containsAll(committed)
                    .hasSameElementsAs(read.get(ANSWERS.get(0)));
        }
        assertThat(tried).containsAll(read.get(ANSWERS.get(0)));
    }

    /** One transaction after the other, each with one record for every partition. */
    private void write(String bootstrapServers, String id) {
        int number = 0;
        while (!ended) {
            try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                    Map.of(
                            "bootstrap.servers",
                            bootstrapServers,
                            "transactional.id",
                            id,
                            "transaction.timeout.ms",
                            20_000,
                            "reconnect.backoff.max.ms",
                            100),
                    new StringSerializer(),
                    new StringSerializer())) {
                producer.initTransactions();
                while (!ended) {
                    String value = id + ":" + number++;
                    tried.add(value);
                    producer.beginTransaction();
                    ANSWERS.forEach(answers ->
                            producer.send(new ProducerRecord<>(answers.topic(), answers.partition(), "key", value)));
                    producer.commitTransaction();
                    committed.add(value);
                }
            } catch (KafkaException e) {
                // Whether this transaction was committed is not known; the next producer of this id, or its timeout,
                // ends it.
            }
        }
    }

    private static void createTopic(String bootstrapServers) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(ANSWERS.get(0).topic(), ANSWERS.size(), (short) 1)))
                    .all()
                    .get();
        }
    }

    /** Reads to the ends, which nobody can where a transaction was left open. */
    private static Map<TopicPartition, List<String>> readCommitted(String bootstrapServers) {
        Map<TopicPartition, List<String>> values = new HashMap<>();
        ANSWERS.forEach(partition -> values.put(partition, new ArrayList<>()));
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                        new StringDeserializer(),
                        new StringDeserializer());
                KafkaConsumer<String, String> ends = new KafkaConsumer<>(
                        Map.of("bootstrap.servers", bootstrapServers),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            consumer.assign(ANSWERS);
            consumer.seekToBeginning(ANSWERS);
            Map<TopicPartition, Long> ending = ends.endOffsets(ANSWERS);
            Awaitility.await("the ends of all partitions")
                    .atMost(Duration.ofMinutes(1))
                    .pollInSameThread()
                    .until(() -> {
                        consumer.poll(Duration.ofMillis(200))
                                .forEach(record -> values.get(new TopicPartition(record.topic(), record.partition()))
                                        .add(record.value()));
                        return ANSWERS.stream()
                                .allMatch(partition -> consumer.position(partition) >= ending.get(partition));
                    });
        }
        return values;
    }
}
