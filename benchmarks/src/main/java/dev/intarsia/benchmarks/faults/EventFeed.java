package dev.intarsia.benchmarks.faults;

import static java.util.Objects.requireNonNull;

import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.topic.EventKey;
import dev.intarsia.schemas.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends seeded events: most of them new, some again under the same id, some that were done long before. */
final class EventFeed implements AutoCloseable {
    private static final int AGAIN_IN = 8;
    private static final int LATE_IN = 10;
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private final AvroSerdes serdes;
    private final Topics topics;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Random random;
    private final int users;
    private final List<BehaviorEvent> sent = new ArrayList<>();
    private final List<BehaviorEvent> fresh = new ArrayList<>();
    private int late;

    /** @param serdes left open */
    EventFeed(String bootstrapServers, AvroSerdes serdes, Topics topics, int users, long seed) {
        this.serdes = requireNonNull(serdes);
        this.topics = requireNonNull(topics);
        this.users = users;
        random = new Random(seed);
        // Idempotent, so that the broker's death neither loses nor doubles what is being sent.
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /**
     * Sends new events and, between them, some that were sent before.
     *
     * @param count of new ones
     */
    void send(int count) throws InterruptedException {
        List<BehaviorEvent> batch = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            BehaviorEvent event = event(fresh.size());
            fresh.add(event);
            batch.add(event);
            if (random.nextInt(AGAIN_IN) == 0) {
                batch.add(again(fresh.get(random.nextInt(fresh.size()))));
            }
        }
        send(batch);
    }

    /** Sends given events as they are. */
    void send(List<BehaviorEvent> events) throws InterruptedException {
        List<Future<?>> pending = new ArrayList<>();
        for (BehaviorEvent event : events) {
            pending.add(producer.send(
                    serdes.writer(topics.events()).record(topics.events().partitions(), EventKey.of(event), event)));
        }
        sent.addAll(events);
        try {
            for (Future<?> acknowledged : pending) {
                acknowledged.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("The broker did not take an event: " + e.getCause(), e.getCause());
        }
    }

    private BehaviorEvent event(int number) {
        boolean belated = random.nextInt(LATE_IN) == 0;
        late += belated ? 1 : 0;
        return BehaviorEvent.newBuilder()
                .setEventId("e" + number)
                .setUser("u" + random.nextInt(users))
                .setTime(BEGIN.plusSeconds(belated ? number / 2 : number))
                .setTask("movie-rating")
                .setInput(Map.of("title", "Film " + random.nextInt(500)))
                .setOutput((1 + random.nextInt(10)) / 2.0 + "")
                .setIngestedAt(Instant.now())
                .build();
    }

    private static BehaviorEvent again(BehaviorEvent event) {
        return BehaviorEvent.newBuilder(event).setIngestedAt(Instant.now()).build();
    }

    /** Everything that was sent, in order. */
    List<BehaviorEvent> sent() {
        return sent;
    }

    /** How many events there are, each counted once. */
    int events() {
        return fresh.size();
    }

    /** How many of what was sent had been sent before. */
    int duplicates() {
        return sent.size() - fresh.size();
    }

    /** How many events were done long before those that were sent before them. */
    int late() {
        return late;
    }

    @Override
    public void close() {
        producer.close();
    }
}
