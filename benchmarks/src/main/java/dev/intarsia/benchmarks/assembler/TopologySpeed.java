package dev.intarsia.benchmarks.assembler;

import dev.intarsia.assembler.AssemblerService;
import dev.intarsia.assembler.config.AssemblerConfig;
import dev.intarsia.assembler.topology.AssemblerTopology;
import dev.intarsia.benchmarks.engine.BenchmarkProgress;
import dev.intarsia.schemas.avro.EventSignature;
import dev.intarsia.schemas.avro.Gate;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.serde.TopicWriter;
import dev.intarsia.schemas.topic.ModuleKey;
import dev.intarsia.schemas.topic.Topic;
import dev.intarsia.schemas.topic.Topics;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Signatures counted by the assembler as it runs: Kafka Streams with RocksDB and exactly-once processing. */
final class TopologySpeed {
    private static final int LOOK_MILLIS = 100;
    private static final long PATIENCE_NANOS = 300_000_000_000L;

    private final SyntheticBehavior behavior;
    private final AssemblerEffort effort;
    private final BenchmarkProgress progress;
    private final AssemblerConfig config;

    /** @param state folder for the stores */
    TopologySpeed(
            SyntheticBehavior behavior,
            AssemblerEffort effort,
            BenchmarkProgress progress,
            BenchmarkCluster cluster,
            Path state) {
        this.behavior = behavior;
        this.effort = effort;
        this.progress = progress;
        Map<String, String> settings = new HashMap<>(Map.of(
                "weights.kind",
                "bayes",
                "kafka.bootstrap-servers",
                cluster.bootstrapServers(),
                "schema-registry.url",
                cluster.registryUrl(),
                "kafka.partitions",
                Integer.toString(cluster.partitions()),
                "management.port",
                "0"));
        settings.put("state.directory", state.toString());
        this.config = AssemblerConfig.SETTINGS.with(settings);
    }

    /** Signatures a second, over the latter nine tenths of them. */
    double measure() throws InterruptedException {
        Topics topics = AssemblerTopology.topics(config);
        try (AvroSerdes serdes = AvroSerdes.connect(config.schemaRegistry().url())) {
            fill(topics, serdes);
        }
        long all = (long) effort.users() * effort.topologySignatures();
        progress.show("Kafka Streams: %d signatures", all);
        Map<String, Object> broker = config.kafka().clientSettings();
        try (AssemblerService service = new AssemblerService(config);
                Admin admin = Admin.create(broker)) {
            service.start();
            long end = System.nanoTime() + PATIENCE_NANOS;
            long firstAt = 0;
            long first = 0;
            long counted = 0;
            while (counted < all) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("The assembler has counted " + counted + " of " + all
                            + " signatures within five minutes; see its log for what holds it up.");
                }
                Thread.sleep(LOOK_MILLIS);
                counted = committed(admin, topics.signatures());
                if (firstAt == 0 && counted >= all / 10) {
                    firstAt = System.nanoTime();
                    first = counted;
                }
            }
            return (all - first) / ((System.nanoTime() - firstAt) / 1e9);
        }
    }

    private void fill(Topics topics, AvroSerdes serdes) {
        progress.show("Kafka Streams: filling the topics");
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                config.kafka().clientSettings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int sharer = 0; sharer < effort.sharers(); sharer++) {
                for (int module = 0; module < behavior.modules().size(); module++) {
                    Gate gate = behavior.piece(sharer, 1, module);
                    send(
                            producer,
                            serdes.writer(topics.gates()),
                            new ModuleKey(gate.getSharer(), gate.getModule()),
                            gate);
                }
            }
            TopicWriter<String, EventSignature> signatures = serdes.writer(topics.signatures());
            for (int event = 0; event < effort.topologySignatures(); event++) {
                for (int user = 0; user < effort.users(); user++) {
                    send(producer, signatures, SyntheticBehavior.user(user), behavior.event(user, event));
                }
            }
        }
    }

    private <K, V extends SpecificRecord> void send(
            KafkaProducer<byte[], byte[]> producer, TopicWriter<K, V> writer, K key, V value) {
        producer.send(writer.record(config.kafka().partitions(), key, value), (written, failure) -> {
            if (failure != null) {
                progress.show(
                        "%s could not be written: %s", writer.topic().name(), String.valueOf(failure.getMessage()));
            }
        });
    }

    private long committed(Admin admin, Topic<?, ?> topic) throws InterruptedException {
        List<TopicPartition> partitions = IntStream.range(0, config.kafka().partitions())
                .mapToObj(partition -> new TopicPartition(topic.name(), partition))
                .toList();
        try {
            return admin
                    .listConsumerGroupOffsets(config.kafka().applicationId())
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .entrySet()
                    .stream()
                    .filter(entry -> partitions.contains(entry.getKey()) && entry.getValue() != null)
                    .mapToLong(entry -> entry.getValue().offset())
                    .sum();
        } catch (ExecutionException e) {
            return 0;
        }
    }
}
