package dev.intarsia.ingest;

import dev.intarsia.events.parse.EventRules;
import dev.intarsia.ingest.config.IngestConfig;
import dev.intarsia.ingest.erase.ErasureLog;
import dev.intarsia.ingest.erase.ErasureReading;
import dev.intarsia.ingest.http.IngestServer;
import dev.intarsia.ingest.publish.Connection;
import dev.intarsia.schemas.registry.RetryPolicy;
import dev.intarsia.tasks.Tasks;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ingest as one object: built from its configuration, started, and closed in the order that loses nothing. Building it
 * asks neither broker nor registry; {@code /readyz} tells whether they are there.
 */
public final class IngestService implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(IngestService.class);

    /** A request waits no longer than this for a registry that is out. */
    private static final RetryPolicy REGISTRY_PATIENCE =
            new RetryPolicy(Duration.ofSeconds(2), Duration.ofMillis(100), Duration.ofMillis(500));

    private final Connection connection;
    private final KafkaClientMetrics producerMetrics;
    private final TopicsReadiness readiness;
    private final ErasureReading erasures;
    private final IngestServer server;

    public IngestService(IngestConfig config) {
        Tasks tasks = config.tasks().directory().map(Tasks::load).orElseGet(Tasks::bundled);
        Clock clock = Clock.systemUTC();
        connection = Connection.open(config, REGISTRY_PATIENCE);
        producerMetrics = new KafkaClientMetrics(connection.producer());
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        List.of(producerMetrics, new JvmMemoryMetrics(), new JvmThreadMetrics())
                .forEach(binder -> binder.bindTo(meters));
        readiness = new TopicsReadiness(admin(config.kafka()), connection.registry(), connection.topics());
        EventRules rules = new EventRules(tasks, config.limits().events(), clock);
        ErasureLog known = new ErasureLog();
        erasures = new ErasureReading(
                () -> consumer(config.kafka()),
                connection.serdes().readerOfAll(connection.topics().erasures()),
                known);
        server = new IngestServer(
                config.http().bounds(),
                config.management().bounds(),
                rules,
                clock,
                connection.publisher(),
                known,
                readiness,
                meters);
    }

    private static Admin admin(IngestConfig.Kafka kafka) {
        Map<String, Object> settings = kafka.clientSettings();
        settings.put("client.id", "intarsia-ingest-readiness");
        return Admin.create(settings);
    }

    private static Consumer<byte[], byte[]> consumer(IngestConfig.Kafka kafka) {
        Map<String, Object> settings = kafka.clientSettings();
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "intarsia-ingest-erasures");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    public void start() {
        erasures.start();
        server.start();
        log.info("Ingest listens on port {}", server.port());
    }

    /** The port it listens on, also where the configuration left the choice open. */
    public int port() {
        return server.port();
    }

    /** Where operators look. */
    public int managementPort() {
        return server.managementPort();
    }

    /** Takes no more requests, then waits for what is on its way to the broker. */
    @Override
    public void close() {
        server.close();
        erasures.close();
        producerMetrics.close();
        connection.close();
        readiness.close();
    }
}
