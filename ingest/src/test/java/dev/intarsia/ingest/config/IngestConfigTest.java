package dev.intarsia.ingest.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.ingest.event.EventLimits;
import dev.intarsia.schemas.config.InvalidConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IngestConfigTest {
    private static final IngestConfig DEFAULTS = new IngestConfig(
            new IngestConfig.Http("127.0.0.1", 8090, 1048576, 20000),
            new EventLimits(128, 4096, Duration.ofMinutes(5)),
            new IngestConfig.Kafka("localhost:9092", "", Duration.ofSeconds(10), Map.of()),
            "http://localhost:8081",
            Optional.empty());

    @TempDir
    Path directory;

    @Test
    void hasADefaultForEveryKey() {
        assertThat(IngestConfig.SETTINGS.with(Map.of())).isEqualTo(DEFAULTS);
    }

    @Test
    void takesEveryKeyFromAFile() throws IOException {
        Path file = directory.resolve("ingest.yaml");
        Files.writeString(file, """
                ingest:
                  http:
                    host: 0.0.0.0
                    port: 0
                    body-limit: 1000
                    capacity: 7
                  limits:
                    id: 10
                    field: 20
                    skew: 1s
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
                        new IngestConfig.Http("0.0.0.0", 0, 1000, 7),
                        new EventLimits(10, 20, Duration.ofSeconds(1)),
                        new IngestConfig.Kafka(
                                "a:1,b:2", "staging.", Duration.ofSeconds(3), Map.of("security.protocol", "SASL_SSL")),
                        "http://r:1",
                        Optional.of(Path.of("/etc/tasks"))));
    }

    @ParameterizedTest
    @CsvSource({
        "ingest.http.port, -1",
        "ingest.http.port, 65536",
        "ingest.http.capacity, 0",
        "ingest.http.body-limit, 9000000",
        "kafka.acknowledgement-timeout, 0s"
    })
    void namesTheKeyOfAValueThatCannotBe(String key, String value) {
        assertThatThrownBy(() -> IngestConfig.SETTINGS.with(Map.of(key, value)))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining(key);
    }
}
