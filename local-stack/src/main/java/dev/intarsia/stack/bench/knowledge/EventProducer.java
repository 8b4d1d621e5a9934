package dev.intarsia.stack.bench.knowledge;

import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.serde.TopicWriter;
import dev.intarsia.schemas.topic.EventKey;
import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.service.producer.ProducerSettings;
import dev.intarsia.tasks.movielens.Film;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Writes ratings to the topic of events as ingest does, but as fast as the broker takes them. Not thread-safe. */
final class EventProducer implements AutoCloseable {
    static final String TASK = "movie-rating";
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final Producer<byte[], byte[]> producer;
    private final AvroSerdes serdes;
    private final Topic<EventKey, BehaviorEvent> topic;
    private final TopicWriter<EventKey, BehaviorEvent> writer;
    private volatile @Nullable Exception failure;

    EventProducer(String bootstrapServers, String registryUrl, Topics topics) {
        Map<String, Object> client = new HashMap<>();
        client.put("bootstrap.servers", bootstrapServers);
        client.put("max.block.ms", Math.toIntExact(TIMEOUT.toMillis()));
        client.put("compression.type", "lz4");
        client.put("batch.size", 1 << 18);
        producer = new KafkaProducer<>(ProducerSettings.of("bench-knowledge", client, TIMEOUT));
        serdes = new AvroSerdes(Registry.connect(registryUrl));
        topic = topics.events();
        writer = serdes.writer(topic);
    }

    /**
     * Writes a rating.
     *
     * @param ago how long ago it was given
     * @param more stands after the film's title
     * @throws IOException where an earlier one was not taken
     */
    void rate(String user, String id, Film film, String stars, Duration ago, String more) throws IOException {
        Map<String, String> input = new HashMap<>(film.input());
        input.merge("title", more, String::concat);
        Instant now = Instant.now();
        BehaviorEvent event = BehaviorEvent.newBuilder()
                .setEventId(id)
                .setUser(user)
                .setTime(now.minus(ago))
                .setTask(TASK)
                .setInput(input)
                .setOutput(stars)
                .setIngestedAt(now)
                .build();
        requireTaken();
        producer.send(writer.record(topic.partitions(), EventKey.of(event), event), (written, problem) -> {
            if (problem != null) {
                failure = problem;
            }
        });
    }

    /** Returns when the broker has all. */
    void flush() throws IOException {
        producer.flush();
        requireTaken();
    }

    private void requireTaken() throws IOException {
        if (failure != null) {
            throw new IOException("The broker has not taken an event: " + failure.getMessage(), failure);
        }
    }

    @Override
    public void close() {
        try {
            producer.close(TIMEOUT);
        } catch (KafkaException e) {
            // What was not written was told by flush.
        }
        serdes.close();
    }
}
