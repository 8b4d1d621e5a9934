package dev.intarsia.benchmarks.trainer;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.serde.TopicWriter;
import dev.intarsia.schemas.topic.BrokerAnswer;
import dev.intarsia.schemas.topic.EventKey;
import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.schemas.topic.Topics;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Film ratings on a log of their own, which a group has worked on already: nothing of them is left to be trained. */
final class SyntheticLog {
    private static final int FILMS = 5_000;
    private static final int FIRST_YEAR = 1950;
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final String bootstrapServers;
    private final Topics topics;
    private final TopicWriter<EventKey, BehaviorEvent> writer;

    /**
     * @param topics declared and there, with nothing on them
     * @param writer of their events
     */
    SyntheticLog(String bootstrapServers, Topics topics, TopicWriter<EventKey, BehaviorEvent> writer) {
        this.bootstrapServers = requireNonNull(bootstrapServers);
        this.topics = requireNonNull(topics);
        this.writer = requireNonNull(writer);
    }

    Topics topics() {
        return topics;
    }

    /**
     * Writes events.
     *
     * @throws IllegalStateException where the broker refuses one
     */
    void write(LogSize size) {
        AtomicReference<@Nullable Exception> refused = new AtomicReference<>();
        Random random = new Random(1);
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            for (int number = 0; number < size.events(); number++) {
                BehaviorEvent event = event(number, "u" + random.nextInt(size.users()), random);
                producer.send(
                        writer.record(topics.events().partitions(), EventKey.of(event), event), (written, failure) -> {
                            if (failure != null) {
                                refused.compareAndSet(null, failure);
                            }
                        });
            }
        }
        if (refused.get() != null) {
            throw new IllegalStateException("The broker did not take an event: " + refused.get(), refused.get());
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.LINGER_MS_CONFIG,
                        20,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        1 << 18),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static BehaviorEvent event(int number, String user, Random random) {
        int film = random.nextInt(FILMS);
        return BehaviorEvent.newBuilder()
                .setEventId("synthetic-" + number)
                .setUser(user)
                .setTime(BEGIN.plusSeconds(number))
                .setTask("movie-rating")
                .setInput(Map.of(
                        "title",
                        "The Film of Number " + film,
                        "year",
                        Integer.toString(FIRST_YEAR + film % 70),
                        "genres",
                        "Comedy, Drama, Romance"))
                .setOutput((1 + random.nextInt(10)) / 2.0 + "")
                .setIngestedAt(Instant.now())
                .build();
    }

    /** Says that a group, which must have no members, has worked on everything. */
    void done(Admin admin, String group) {
        Topic<?, ?> events = topics.events();
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        IntStream.range(0, events.partitions())
                .forEach(partition -> latest.put(new TopicPartition(events.name(), partition), OffsetSpec.latest()));
        Map<TopicPartition, OffsetAndMetadata> ends = new HashMap<>();
        BrokerAnswer.await(admin.listOffsets(latest).all())
                .forEach((partition, end) -> ends.put(partition, new OffsetAndMetadata(end.offset())));
        BrokerAnswer.await(admin.alterConsumerGroupOffsets(group, ends).all());
    }

    /** Takes the topics away. */
    void delete(Admin admin) {
        BrokerAnswer.await(
                admin.deleteTopics(topics.all().stream().map(Topic::name).toList())
                        .all());
    }

    /** Two events a second on each partition, until it is closed. */
    Trickle trickle() {
        return new Trickle();
    }

    /** What still sends events. */
    final class Trickle implements AutoCloseable {
        private static final long EVERY_MILLIS = 500;

        private final KafkaProducer<byte[], byte[]> producer = producer();
        private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
        private final Future<?> sending;
        private final Random random = new Random(2);
        private final List<String> users;
        private int sent;

        private Trickle() {
            int partitions = topics.events().partitions();
            users = IntStream.range(0, partitions)
                    .mapToObj(partition -> Stream.iterate(0, number -> number + 1)
                            .map(number -> "trickle-" + number)
                            .filter(user -> topics.signatures().partition(user, partitions) == partition)
                            .findFirst()
                            .orElseThrow())
                    .toList();
            sending = thread.scheduleAtFixedRate(this::send, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }

        private void send() {
            int number = sent++;
            users.forEach(user -> {
                BehaviorEvent event = event(10_000_000 + number, user, random);
                producer.send(writer.record(topics.events().partitions(), EventKey.of(event), event));
            });
        }

        /** @throws IllegalStateException where it has ended by an error */
        void requireRunning() {
            if (sending.isDone()) {
                throw new IllegalStateException("Events are no longer sent; the broker's log says why.");
            }
        }

        @Override
        public void close() {
            thread.shutdownNow();
            producer.close();
        }
    }
}
