package dev.intarsia.assembler.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.assembler.config.AssemblerConfig;
import dev.intarsia.assembler.observe.AssemblerMetrics;
import dev.intarsia.assembler.pool.Preparation;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.registry.RetryPolicy;
import dev.intarsia.schemas.serde.AvroSerdes;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;

/** The names in the topology are also those of directories on disk and of internal topics, which outlive a version. */
class TopologyNamesTest {
    private static final RetryPolicy NONE = new RetryPolicy(Duration.ZERO, Duration.ofMillis(1), Duration.ofMillis(1));

    @Test
    void shouldFindWhatEarlierVersionsLeftOnDiskAndOnTheBroker() throws IOException {
        AvroSerdes serdes = new AvroSerdes(new Registry(new MockSchemaRegistryClient(), "mock://names", NONE));

        Topology topology = AssemblerTopology.build(
                AssemblerConfig.SETTINGS.with(Map.of()),
                serdes,
                (user, partition, after, counted) -> List.of(),
                new AssemblerMetrics(new SimpleMeterRegistry()),
                Preparation.on(Runnable::run));

        assertThat(topology.describe().toString()).isEqualTo(described());
    }

    private static String described() throws IOException {
        try (InputStream file = TopologyNamesTest.class.getResourceAsStream("/assembler-topology.txt")) {
            return new String(file.readAllBytes(), UTF_8);
        }
    }
}
