package dev.intarsia.stack.quarantine;

import dev.intarsia.replay.source.UnusableSourceException;
import dev.intarsia.schemas.avro.Release;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.topic.Topics;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Lets a user in quarantine go on, by a record on {@code releases} that trainer and assembler follow. */
public final class ReleaseOrder {
    private ReleaseOrder() {}

    /**
     * Gives the order, once the brokers have it. Given again it changes nothing.
     *
     * @param serdes left open
     * @return what was ordered; nothing where the user is not in quarantine
     * @throws UnusableSourceException where the broker or a topic is not there, or does not take the order
     */
    public static Optional<Release> give(String user, String bootstrapServers, AvroSerdes serdes, Topics topics)
            throws UnusableSourceException, InterruptedException {
        Optional<Release> release = QuarantineReading.release(user, Instant.now(), bootstrapServers, serdes, topics);
        if (release.isPresent()) {
            send(release.get(), bootstrapServers, serdes, topics);
        }
        return release;
    }

    private static void send(Release release, String bootstrapServers, AvroSerdes serdes, Topics topics)
            throws UnusableSourceException, InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                        30_000,
                        ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                        15_000),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            int partitions = producer.partitionsFor(topics.releases().name()).size();
            producer.send(serdes.writer(topics.releases()).record(partitions, release.getUser(), release))
                    .get();
        } catch (ExecutionException | KafkaException e) {
            throw new UnusableSourceException(
                    "The broker at " + bootstrapServers + " has not taken the release of user '" + release.getUser()
                            + "'; see whether it runs there, and give the order again.",
                    e);
        }
    }
}
