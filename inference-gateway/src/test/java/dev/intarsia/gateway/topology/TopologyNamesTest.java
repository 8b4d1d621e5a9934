package dev.intarsia.gateway.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.gateway.pool.ServedPieces;
import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.registry.RetryPolicy;
import dev.intarsia.schemas.serde.AvroSerdes;
import dev.intarsia.schemas.topic.Topics;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;

/** The names in the topology are also those of directories on disk and of internal topics, which outlive a version. */
class TopologyNamesTest {
    private static final RetryPolicy NONE = new RetryPolicy(Duration.ZERO, Duration.ofMillis(1), Duration.ofMillis(1));

    @Test
    void shouldFindWhatEarlierVersionsLeftOnDiskAndOnTheBroker() throws IOException {
        AvroSerdes serdes = new AvroSerdes(new Registry(new MockSchemaRegistryClient(), "mock://names", NONE));

        Topology topology = new GatewayTopology(
                        Topics.standard(),
                        serdes,
                        new HistoryBounds(200, 1 << 20),
                        Duration.ofDays(91),
                        new ServedPieces(),
                        new UserCounts(),
                        DrivenGateway.NOBODY,
                        new RefusedCounts(),
                        DrivenGateway.ANY)
                .build();

        assertThat(topology.describe().toString()).isEqualTo(described());
    }

    private static String described() throws IOException {
        try (InputStream file = TopologyNamesTest.class.getResourceAsStream("/gateway-topology.txt")) {
            return new String(file.readAllBytes(), UTF_8);
        }
    }
}
