package dev.intarsia.tests.records;

import static dev.intarsia.tests.records.RunningStack.TOPICS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.avro.SharingConsent;
import dev.intarsia.schemas.deadletter.DeadLetter;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.topic.ConsentKey;
import dev.intarsia.schemas.topic.EventKey;
import dev.intarsia.schemas.topic.ModuleKey;
import dev.intarsia.schemas.topic.Topic;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that a producer with another partitioner than Kafka's own has put where their users' other records are not. */
class MisplacedRecordIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private static Path directory;

    private static RunningStack stack;
    private static KafkaProducer<byte[], byte[]> producer;
    private static AvroSerdes serdes;

    @BeforeAll
    static void startTheStack() throws Exception {
        stack = new RunningStack(directory);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
        serdes = AvroSerdes.connect(stack.services().cluster().registryUrl());
        // Somebody who shares, so that there is something to assemble from.
        stack.consent("sharer");
        stack.send("sharer", 0, 8);
        stack.awaitOwn("sharer", 8);
        stack.awaitAssembled("sharer", 8);
    }

    @AfterAll
    static void stopTheStack() {
        producer.close();
        serdes.close();
        stack.close();
    }

    @Test
    void shouldForgetAUserEverywhereWhoseErasureIsOnAnotherPartition() throws Exception {
        stack.send("ada", 0, 16);
        stack.awaitOwn("ada", 16);
        stack.awaitAssembled("ada", 16);

        sendElsewhere(TOPICS.consents(), "ada", ConsentKey.of("ada"), null);

        stack.awaitForgotten("ada");
        // Neither a later event nor a changed pool brings back what was before.
        stack.send("ada", 100, 101);
        stack.awaitAssembled("ada", 1);
        assertThat(stack.adapter("ada").path("own").isNull()).isTrue();
        assertThat(lettersOf(TOPICS.consents(), "ada")).hasSize(1).allSatisfy(letter -> {
            assertThat(letter.service()).isEqualTo("assembler-stream");
            assertThat(letter.cause())
                    .contains("partition " + elsewhere("ada"))
                    .contains("is " + TOPICS.signatures().partition("ada", 2))
                    .contains("partitioner=murmur2_random");
        });
    }

    @Test
    void shouldForgetAnEventEverywhereWhoseErasureIsOnAnotherPartition() throws Exception {
        stack.send("eva", 200, 208);
        stack.awaitOwn("eva", 8);
        stack.awaitAssembled("eva", 8);

        sendElsewhere(TOPICS.consents(), "eva", ConsentKey.of("eva", "e203"), null);

        stack.awaitOwn("eva", 7);
        stack.awaitAssembled("eva", 7);
    }

    @Test
    void shouldEndTheSharingOfAUserWhoseWithdrawalIsOnAnotherPartition() throws Exception {
        stack.consent("bob");
        stack.send("bob", 0, 8);
        await().atMost(PATIENCE).until(() -> standing(TOPICS.pieces(), "bob") > 0);
        assertThat(standing(TOPICS.gates(), "bob")).isEqualTo(standing(TOPICS.pieces(), "bob"));

        sendElsewhere(
                TOPICS.consents(), "bob", ConsentKey.of("bob"), new SharingConsent("bob", false, 1.0, Instant.now()));

        await().atMost(PATIENCE).until(() -> standing(TOPICS.pieces(), "bob") == 0);
        assertThat(standing(TOPICS.gates(), "bob")).isZero();
    }

    @Test
    void shouldCountNoGrantThatIsOnAnotherPartition() throws Exception {
        sendElsewhere(
                TOPICS.consents(), "cyd", ConsentKey.of("cyd"), new SharingConsent("cyd", true, 1.0, Instant.now()));

        await().atMost(PATIENCE).until(() -> lettersOf(TOPICS.consents(), "cyd").size() == 1);
        assertThat(stack.contents(TOPICS.consents().name()))
                .filteredOn(record -> "cyd".equals(key(record)))
                .as("a late grant could undo a withdrawal")
                .hasSize(1);
    }

    @Test
    void shouldUseNoEventThatIsOnAnotherPartitionAndSayItOnce() throws Exception {
        stack.send("dan", 0, 3);
        stack.awaitAssembled("dan", 3);

        sendElsewhere(TOPICS.events(), "dan", EventKey.earlier("dan"), event("dan", "elsewhere"));
        stack.send("dan", 3, 4);

        stack.awaitOwn("dan", 4);
        await().atMost(PATIENCE).until(() -> !lettersOf(TOPICS.events(), "dan").isEmpty());
        assertThat(lettersOf(TOPICS.events(), "dan"))
                .singleElement()
                .satisfies(letter -> assertThat(letter.service()).isEqualTo("trainer-consumer"));
        assertThat(stack.contents(TOPICS.signatures().name()).stream().filter(record -> "dan".equals(key(record))))
                .hasSize(4);
    }

    /** Many names, so that some are put elsewhere by a client of librdkafka, whose default is another hash. */
    @Test
    void shouldForgetEveryoneWhoseErasureKcatSends() throws Exception {
        assumeTrue(kcat().isPresent(), "kcat is not installed");
        List<String> users = IntStream.range(0, 6).mapToObj(i -> "f1u" + i).toList();
        for (String user : users) {
            stack.send(user, 0, 4);
        }
        users.forEach(user -> stack.awaitOwn(user, 4));

        Path lines = directory.resolve("erasures");
        Files.writeString(
                lines, String.join("\n", users.stream().map(user -> user + ":").toList()) + "\n");
        Process process = new ProcessBuilder(
                        kcat().orElseThrow(),
                        "-P",
                        "-b",
                        stack.bootstrapServers(),
                        "-t",
                        TOPICS.consents().name(),
                        "-K:",
                        "-Z",
                        "-l",
                        lines.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("kcat.log").toFile())
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(directory.resolve("kcat.log")))
                .isZero();

        users.forEach(stack::awaitForgotten);
        assertThat(stack.deadLetters())
                .as("some of the names are elsewhere by CRC32")
                .anySatisfy(letter -> assertThat(letter.cause()).contains("murmur2_random"));
    }

    private static java.util.Optional<String> kcat() {
        return List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).stream()
                .map(folder -> Path.of(folder, "kcat"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private static BehaviorEvent event(String user, String id) {
        return BehaviorEvent.newBuilder()
                .setEventId(id)
                .setUser(user)
                .setTime(Instant.now())
                .setTask("movie-rating")
                .setInput(Map.of("title", "Heat"))
                .setOutput("4.0")
                .setIngestedAt(Instant.now())
                .build();
    }

    private static int elsewhere(String user) {
        return 1 - TOPICS.signatures().partition(user, 2);
    }

    private static <K, V extends org.apache.avro.specific.SpecificRecord> void sendElsewhere(
            Topic<K, V> topic, String user, K key, V value) throws Exception {
        ProducerRecord<byte[], byte[]> record = serdes.writer(topic).record(2, key, value);
        producer.send(new ProducerRecord<>(topic.name(), elsewhere(user), record.key(), record.value()))
                .get(30, TimeUnit.SECONDS);
    }

    private static List<DeadLetter> lettersOf(Topic<?, ?> topic, String user) {
        return stack.contents(TOPICS.deadLetters().name()).stream()
                .filter(record -> user.equals(key(record)))
                .map(record -> DeadLetter.read(record.headers()))
                .filter(letter -> letter.topic().equals(topic.name()))
                .toList();
    }

    private static long standing(Topic<ModuleKey, ?> topic, String sharer) throws IOException {
        Map<String, Boolean> standing = new java.util.HashMap<>();
        stack.contents(topic.name()).forEach(record -> standing.put(key(record), record.value() != null));
        return standing.entrySet().stream()
                .filter(piece -> piece.getKey().startsWith(sharer + "/") && piece.getValue())
                .count();
    }

    private static String key(ConsumerRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), UTF_8);
    }
}
