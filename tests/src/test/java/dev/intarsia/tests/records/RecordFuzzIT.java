package dev.intarsia.tests.records;

import static dev.intarsia.tests.records.RunningStack.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.intarsia.schemas.deadletter.DeadLetter;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.stack.quarantine.QuarantineEntry;
import dev.intarsia.stack.quarantine.QuarantineReading;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of records that nobody meant, on every topic, among those of users who are served. How many for each topic is
 * the system property {@code intarsia.fuzz.records}, from which seed {@code intarsia.fuzz.seed}.
 */
class RecordFuzzIT {
    private static final int RECORDS = Integer.getInteger("intarsia.fuzz.records", 300);
    private static final long SEED = Long.getLong("intarsia.fuzz.seed", 20_260_301);
    private static final Duration PATIENCE = Duration.ofSeconds(60 + RECORDS / 10);
    private static final List<Topic<?, ?>> ALL = List.of(
            TOPICS.events(),
            TOPICS.consents(),
            TOPICS.signatures(),
            TOPICS.adapters(),
            TOPICS.pieces(),
            TOPICS.gates(),
            TOPICS.roster(),
            TOPICS.assignments());

    @TempDir
    private Path directory;

    @Test
    void shouldStopAtNoRecordAndServeTheNextUser() throws Exception {
        Set<String> stopped = new ConcurrentSkipListSet<>();
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
        try (RunningStack stack = new RunningStack(directory)) {
            for (String user : List.of("ada", "bob")) {
                stack.consent(user);
                stack.send(user, 0, 8);
                stack.awaitOwn(user, 8);
                stack.awaitAssembled(user, 8);
            }
            // A service that fails at a record says for a while that it is not ready.
            watch.scheduleAtFixedRate(() -> stopped.addAll(stack.services().notReady()), 0, 200, TimeUnit.MILLISECONDS);
            long began = System.nanoTime();

            int sent = sendAll(stack);

            stack.send("eve", 0, 8);
            await().atMost(PATIENCE)
                    .until(() -> stack.adapter("eve").path("own").path("events").asInt() == 8);
            await().atMost(PATIENCE)
                    .until(() -> stack.adapter("eve")
                                    .path("assembled")
                                    .path("events")
                                    .asInt()
                            == 8);
            assertThat(stack.adapter("ada").path("own").path("events").asInt()).isEqualTo(8);
            assertThat(stopped).as("services that were not ready").isEmpty();
            Map<String, Long> letters = letters(stack);
            assertThat(letters.keySet())
                    .containsAll(ALL.stream().map(Topic::name).toList());
            assertThat(stack.deadLetters())
                    .allSatisfy(letter -> assertThat(letter.reason()).isPresent());
            assertThat(refused(stack)).contains("signatures", "adapters", "pieces", "gates");
            System.out.printf(
                    "%d records, %d s, dead letters %s, services stopped %d%n",
                    sent, (System.nanoTime() - began) / 1_000_000_000, letters, stopped.size());
        } finally {
            watch.shutdownNow();
        }
    }

    private static int sendAll(RunningStack stack) throws Exception {
        List<HostileRecords> hostile = new ArrayList<>();
        for (Topic<?, ?> topic : ALL) {
            List<ConsumerRecord<byte[], byte[]>> samples = stack.contents(topic.name()).stream()
                    .filter(record -> record.value() != null)
                    .toList();
            assertThat(samples).as(topic.name()).isNotEmpty();
            hostile.add(new HostileRecords(topic, samples, SEED + ALL.indexOf(topic)));
        }
        List<Exception> notTaken = new CopyOnWriteArrayList<>();
        int sent = 0;
        // Compressed, a record can be larger than any that may be sent.
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        stack.bootstrapServers(),
                        "compression.type",
                        "lz4",
                        "max.request.size",
                        64 << 20,
                        "buffer.memory",
                        128L << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < RECORDS; i++) {
                for (HostileRecords records : hostile) {
                    producer.send(records.next(), (metadata, failure) -> {
                        if (failure != null) {
                            notTaken.add(failure);
                        }
                    });
                    sent++;
                }
            }
            producer.flush();
        }
        assertThat(notTaken).as("records the broker does not take").isEmpty();
        return sent;
    }

    /** The topics of the refused records that the quarantine shows. */
    private static List<String> refused(RunningStack stack) throws Exception {
        try (AvroSerdes serdes = AvroSerdes.connect(stack.registryUrl())) {
            return QuarantineReading.read(stack.bootstrapServers(), serdes, TOPICS).stream()
                    .filter(entry -> entry.what().equals(QuarantineEntry.RECORD))
                    .map(entry -> entry.detail().substring(0, entry.detail().indexOf(' ')))
                    .distinct()
                    .toList();
        }
    }

    /** By topic; no record is there twice. */
    private static Map<String, Long> letters(RunningStack stack) {
        List<DeadLetter> letters = stack.deadLetters();
        assertThat(letters)
                .extracting(letter -> letter.topic() + "/" + letter.partition() + "/" + letter.offset())
                .doesNotHaveDuplicates();
        return letters.stream().collect(Collectors.groupingBy(DeadLetter::topic, Collectors.counting()));
    }
}
