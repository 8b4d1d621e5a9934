package dev.intarsia.ingest.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.events.parse.EventLimits;
import dev.intarsia.schemas.config.InvalidConfigException;
import dev.intarsia.service.http.ConnectionLimits;
import dev.intarsia.service.http.HttpBounds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestConfigTest {
    private static final IngestConfig DEFAULTS = new IngestConfig(
            new IngestConfig.Http(
                    "127.0.0.1",
                    8090,
                    1048576,
                    20000,
                    new ConnectionLimits(
                            1024, 512, Duration.ofSeconds(60), Duration.ofSeconds(10), 1024, Duration.ofSeconds(10)),
                    Set.of()),
            management("127.0.0.1", 8190),
            new EventLimits(128, 4096, Duration.ofMinutes(5)),
            new IngestConfig.Kafka("localhost:9092", "", Duration.ofSeconds(10), Map.of()),
            "http://localhost:8081",
            Optional.empty());

    @TempDir
    Path directory;

    @Test
    void shouldHaveADefaultForEveryKey() {
        assertThat(IngestConfig.SETTINGS.with(Map.of())).isEqualTo(DEFAULTS);
    }

    @Test
    void shouldTakeEveryKeyFromAFile() throws IOException {
        Path file = directory.resolve("ingest.yaml");
        Files.writeString(file, """
                ingest:
                  http:
                    host: 0.0.0.0
                    port: 0
                    body-limit: 1000
                    capacity: 7
                    max-connections: 20
                    max-connections-per-address: 10
                    idle-timeout: 1s
                    header-timeout: 2s
                    min-data-rate: 3
                    slow-grace: 4s
                    allowed-origins: [https://a.example, https://b.example]
                  limits:
                    id: 10
                    field: 20
                    skew: 1s
                management:
                  host: 0.0.0.0
                  port: 9
                kafka:
                  bootstrap-servers: a:1,b:2
                  topic-prefix: "staging."
                  acknowledgement-timeout: 3s
                  properties:
                    security.protocol: SASL_SSL
                schema-registry:
                  url: http://r:1
                tasks:
                  directory: /etc/tasks
                """);

        IngestConfig config = IngestConfig.SETTINGS.load(Optional.of(file), Map.of(), new Properties());

        assertThat(config)
                .isEqualTo(new IngestConfig(
                        new IngestConfig.Http(
                                "0.0.0.0",
                                0,
                                1000,
                                7,
                                new ConnectionLimits(
                                        20, 10, Duration.ofSeconds(1), Duration.ofSeconds(2), 3, Duration.ofSeconds(4)),
                                Set.of("https://a.example", "https://b.example")),
                        management("0.0.0.0", 9),
                        new EventLimits(10, 20, Duration.ofSeconds(1)),
                        new IngestConfig.Kafka(
                                "a:1,b:2", "staging.", Duration.ofSeconds(3), Map.of("security.protocol", "SASL_SSL")),
                        "http://r:1",
                        Optional.of(Path.of("/etc/tasks"))));
    }

    private static HttpBounds management(String host, int port) {
        return new HttpBounds(
                host,
                port,
                4096,
                new ConnectionLimits(
                        64, 64, Duration.ofSeconds(30), Duration.ofSeconds(5), 1024, Duration.ofSeconds(5)),
                Set.of());
    }

    @ParameterizedTest
    @CsvSource({
        "ingest.http.port, -1",
        "ingest.http.port, 65536",
        "ingest.http.capacity, 0",
        "ingest.http.max-connections, 0",
        "ingest.http.max-connections-per-address, 0",
        "ingest.http.idle-timeout, 0s",
        "ingest.http.header-timeout, 0s",
        "ingest.http.min-data-rate, 0",
        "ingest.http.slow-grace, 0s",
        "management.port, 65536",
        "ingest.http.body-limit, 9000000",
        "kafka.acknowledgement-timeout, 0s"
    })
    void shouldNameTheKeyOfAnInvalidValue(String key, String value) {
        assertThatThrownBy(() -> IngestConfig.SETTINGS.with(Map.of(key, value)))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining(key);
    }
}
