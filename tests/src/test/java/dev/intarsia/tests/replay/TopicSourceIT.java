package dev.intarsia.tests.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.replay.source.ReadingListener;
import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.replay.source.Recording;
import dev.intarsia.replay.source.SourceSpec;
import dev.intarsia.replay.source.Sources;
import dev.intarsia.replay.source.TopicRange;
import dev.intarsia.replay.source.UnusableSourceException;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.avro.SharingConsent;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.serde.TopicWriter;
import dev.intarsia.schemas.topic.ConsentKey;
import dev.intarsia.schemas.topic.EventKey;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.stack.port.Port;
import dev.intarsia.tasks.Tasks;
import dev.intarsia.tests.cluster.LocalClusterTest;
import dev.intarsia.tests.cluster.TestCluster;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@LocalClusterTest
class TopicSourceIT {
    private static final int PARTITIONS = 2;
    /** Not a fixed date: the broker deletes records older than their topic's retention, some minutes after they came. */
    private static final Clock NOW = Clock.fixed(Instant.now().truncatedTo(ChronoUnit.DAYS), ZoneOffset.UTC);

    private static final Instant NOON = NOW.instant().minus(10, ChronoUnit.DAYS).plus(12, ChronoUnit.HOURS);

    private final TestCluster cluster;
    private final Topics topics;
    private final List<Double> progress = new ArrayList<>();
    private AvroSerdes serdes;
    private TopicWriter<EventKey, BehaviorEvent> events;
    private KafkaProducer<byte[], byte[]> producer;

    TopicSourceIT(TestCluster cluster) {
        this.cluster = cluster;
        this.topics = cluster.moreTopics(PARTITIONS);
    }

    @BeforeEach
    void open() {
        serdes = AvroSerdes.connect(cluster.registryUrl());
        events = serdes.writer(topics.events());
        producer = producer(Map.of());
    }

    @AfterEach
    void close() {
        producer.close();
        serdes.close();
    }

    @Test
    void shouldReplayWhatWasCommittedAndCountTheRest() throws Exception {
        for (int i = 0; i < 40; i++) {
            send(event("user-" + i % 5, "e" + i, NOON.plusSeconds(i)), NOON);
        }
        send(event("user-0", "e0", NOON), NOON);
        send(new ProducerRecord<>(topics.events().name(), 0, bytes("user-0"), bytes("no event")));
        send(new ProducerRecord<>(topics.events().name(), 0, bytes("user-0"), null));
        send(event("user-0", "odd", NOON, "movie-rating", Map.of("title", "Heat"), "9.9"), NOON);
        send(event("user-0", "other", NOON, "next-movie", Map.of("liked", "Heat (1995)"), "Ronin (1998)"), NOON);
        send(new ProducerRecord<>(
                topics.events().name(),
                1,
                bytes("somebody"),
                events.record(PARTITIONS, EventKey.earlier("user-0"), event("user-0", "moved", NOON))
                        .value()));
        try (KafkaProducer<byte[], byte[]> aborting =
                producer(Map.of("transactional.id", topics.events().name()))) {
            aborting.initTransactions();
            aborting.beginTransaction();
            aborting.send(record(event("user-0", "aborted", NOON), NOON)).get();
            aborting.abortTransaction();
        }

        Recording recording = read(Optional.of("movie-rating"), TopicRange.ALL);

        assertThat(recording.events())
                .extracting(RecordedEvent::id)
                .containsExactlyElementsOf(
                        IntStream.range(0, 40).mapToObj(i -> "e" + i).toList());
        assertThat(recording.events().get(7))
                .isEqualTo(new RecordedEvent(
                        "e7",
                        "user-2",
                        NOON.plusSeconds(7),
                        "movie-rating",
                        Map.of("title", "Heat", "year", "1995"),
                        "4.0"));
        assertThat(recording.excluded().counts())
                .isEqualTo(Map.of(
                        "event recorded before", 1L,
                        "unreadable record", 1L,
                        "record without an event", 1L,
                        "event that does not fit its task", 1L,
                        "event of another task", 1L,
                        "event under another user's key", 1L));
        assertThat(recording.digest())
                .isEqualTo(read(Optional.of("movie-rating"), TopicRange.ALL).digest());
        assertThat(progress).isNotEmpty().contains(1.0);
    }

    @Test
    void shouldLeaveOutWhatErasedUsersDidBefore() throws Exception {
        Instant erased = NOON.plusSeconds(60);
        send(event("ada", "before", NOON), NOON);
        send(event("bob", "stays", NOON), NOON);
        send(event("bob", "goes alone", NOON), NOON);
        TopicWriter<ConsentKey, SharingConsent> consents = serdes.writer(topics.consents());
        ProducerRecord<byte[], byte[]> erasure = consents.record(PARTITIONS, ConsentKey.of("ada"), null);
        send(new ProducerRecord<>(
                erasure.topic(), erasure.partition(), erased.toEpochMilli(), erasure.key(), erasure.value()));
        ProducerRecord<byte[], byte[]> alone = consents.record(PARTITIONS, ConsentKey.of("bob", "goes alone"), null);
        send(new ProducerRecord<>(alone.topic(), alone.partition(), erased.toEpochMilli(), alone.key(), alone.value()));
        ProducerRecord<byte[], byte[]> consent =
                consents.record(PARTITIONS, ConsentKey.of("bob"), new SharingConsent("bob", true, 1.0, NOON));
        send(consent);
        Instant later = NOON.plusSeconds(90);
        send(new BehaviorEvent("again", "ada", later, "movie-rating", Map.of("title", "Heat"), "4.0", later), later);

        Recording recording = read(Optional.empty(), TopicRange.ALL);

        assertThat(recording.events()).extracting(RecordedEvent::id).containsExactly("stays", "again");
        assertThat(recording.excluded().counts()).isEqualTo(Map.of("erased event", 2L));
    }

    @Test
    void shouldKeepToItsRange() throws Exception {
        for (int i = 0; i < 20; i++) {
            send(event("user-" + i % 5, "e" + i, NOON.plusSeconds(i)), NOON.plusSeconds(i));
        }

        TopicRange range = new TopicRange(Optional.of(NOON.plusSeconds(5)), Optional.of(NOON.plusSeconds(15)));

        assertThat(read(Optional.empty(), range).events())
                .extracting(RecordedEvent::time)
                .containsExactlyElementsOf(
                        IntStream.range(5, 15).mapToObj(NOON::plusSeconds).toList());
        TopicRange later = new TopicRange(Optional.of(NOON.plusSeconds(1000)), Optional.empty());
        assertThatThrownBy(() -> read(Optional.empty(), later))
                .isInstanceOf(UnusableSourceException.class)
                .hasMessageContaining("Nothing in");
    }

    @Test
    void shouldSayWhatIsMissing() {
        assertThatThrownBy(() -> sources().read(spec("nowhere.", cluster.bootstrapServers()), ReadingListener.NONE))
                .isInstanceOf(UnusableSourceException.class)
                .hasMessageContaining("has no topic nowhere.events");
        String nobody = "localhost:" + Port.any().claim();
        assertThatThrownBy(() -> sources().read(spec("", nobody), ReadingListener.NONE))
                .isInstanceOf(UnusableSourceException.class)
                .hasMessageContaining("The broker at " + nobody);
    }

    private Recording read(Optional<String> task, TopicRange range) throws IOException {
        String name = topics.events().name();
        String prefix = name.substring(0, name.length() - "events".length());
        SourceSpec spec = new SourceSpec.Kafka(cluster.bootstrapServers(), cluster.registryUrl(), prefix, task, range);
        return sources().read(spec, new ReadingListener() {
            @Override
            public void at(double share) {
                progress.add(share);
            }
        });
    }

    private SourceSpec spec(String prefix, String servers) {
        return new SourceSpec.Kafka(servers, cluster.registryUrl(), prefix, Optional.empty(), TopicRange.ALL);
    }

    private static Sources sources() {
        return new Sources(Tasks.bundled(), NOW);
    }

    private static BehaviorEvent event(String user, String id, Instant time) {
        return event(user, id, time, "movie-rating", Map.of("title", "Heat", "year", "1995"), "4.0");
    }

    private static BehaviorEvent event(
            String user, String id, Instant time, String task, Map<String, String> input, String output) {
        return new BehaviorEvent(id, user, time, task, input, output, NOON);
    }

    private void send(BehaviorEvent event, Instant written) throws ExecutionException, InterruptedException {
        send(record(event, written));
    }

    private ProducerRecord<byte[], byte[]> record(BehaviorEvent event, Instant written) {
        ProducerRecord<byte[], byte[]> record = events.record(PARTITIONS, EventKey.of(event), event);
        return new ProducerRecord<>(
                record.topic(), record.partition(), written.toEpochMilli(), record.key(), record.value());
    }

    private void send(ProducerRecord<byte[], byte[]> record) throws ExecutionException, InterruptedException {
        producer.send(record).get();
    }

    private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", cluster.bootstrapServers());
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
