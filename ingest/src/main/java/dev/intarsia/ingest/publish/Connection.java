package dev.intarsia.ingest.publish;

import dev.intarsia.ingest.config.IngestConfig;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.registry.RetryPolicy;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.topic.Topics;
import dev.intarsia.service.producer.ProducerSettings;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;

/**
 * A publisher with the producer and the registry's client it stands on. Opening it asks neither broker nor registry.
 *
 * @param topics the catalogue it writes to
 * @param producer for its metrics; closed with the publisher
 */
public record Connection(
        Topics topics, Registry registry, AvroSerdes serdes, Producer<byte[], byte[]> producer, Publisher publisher)
        implements AutoCloseable {
    /** The connection of a configuration; a write waits {@code patience} for a registry that is out. */
    public static Connection open(IngestConfig config, RetryPolicy patience) {
        IngestConfig.Kafka kafka = config.kafka();
        Topics topics = Topics.of(kafka.topicPrefix().orElse(""), Topics.DEFAULT_PARTITIONS);
        Registry registry = Registry.connect(config.schemaRegistry(), patience);
        AvroSerdes serdes = new AvroSerdes(registry);
        Producer<byte[], byte[]> producer = new KafkaProducer<>(
                ProducerSettings.of("intarsia-ingest", kafka.clientSettings(), kafka.acknowledgementTimeout()));
        Publisher publisher =
                new Publisher(producer, serdes, topics, config.http().capacity());
        return new Connection(topics, registry, serdes, producer, publisher);
    }

    /** Waits for what is on its way to the broker, then lets go of it and of the registry. */
    @Override
    public void close() {
        publisher.close();
        serdes.close();
    }
}
