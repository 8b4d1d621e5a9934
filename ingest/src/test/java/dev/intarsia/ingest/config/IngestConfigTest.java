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
    @TempDir
    Path directory;

    @Test
    void shouldHaveADefaultForEveryKey() {
        IngestConfig config = IngestConfig.SETTINGS.with(Map.of());

        assertThat(config.http().bounds())
                .isEqualTo(new HttpBounds(
                        "127.0.0.1",
                        8090,
                        1048576,
                        new ConnectionLimits(
                                1024,
                                512,
                                Duration.ofSeconds(60),
                                Duration.ofSeconds(10),
                                1024,
                                Duration.ofSeconds(10)),
                        Set.of()));
        assertThat(config.http().capacity()).isEqualTo(20000);
        assertThat(config.management().host()).isEqualTo("127.0.0.1");
        assertThat(config.management().port()).isEqualTo(8190);
        assertThat(config.limits().events()).isEqualTo(new EventLimits(128, 4096, Duration.ofMinutes(5)));
        assertThat(config.kafka().bootstrapServers()).isEqualTo("localhost:9092");
        assertThat(config.kafka().topicPrefix()).isEmpty();
        assertThat(config.kafka().acknowledgementTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.kafka().properties()).isEmpty();
        assertThat(config.schemaRegistry().url()).isEqualTo("http://localhost:8081");
        assertThat(config.schemaRegistry().properties()).isEmpty();
        assertThat(config.tasks().directory()).isEmpty();
    }

    @Test
    void shouldTakeEveryKeyFromAFile() throws IOException {
        Path file = directory.resolve("ingest.yaml");
        Files.writeString(file, """
                http:
                  host: 0.0.0.0
                  port: 0
                  max-body-bytes: 1000
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
                  properties:
                    basic.auth.user.info: ada:secret
                tasks:
                  directory: /etc/tasks
                """);

        IngestConfig config = IngestConfig.SETTINGS.load(Optional.of(file), Map.of(), new Properties());

        assertThat(config.http().bounds())
                .isEqualTo(new HttpBounds(
                        "0.0.0.0",
                        0,
                        1000,
                        new ConnectionLimits(
                                20, 10, Duration.ofSeconds(1), Duration.ofSeconds(2), 3, Duration.ofSeconds(4)),
                        Set.of("https://a.example", "https://b.example")));
        assertThat(config.http().capacity()).isEqualTo(7);
        assertThat(config.management().bounds().host()).isEqualTo("0.0.0.0");
        assertThat(config.management().bounds().port()).isEqualTo(9);
        assertThat(config.limits().events()).isEqualTo(new EventLimits(10, 20, Duration.ofSeconds(1)));
        assertThat(config.kafka().bootstrapServers()).isEqualTo("a:1,b:2");
        assertThat(config.kafka().topicPrefix()).contains("staging.");
        assertThat(config.kafka().acknowledgementTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.kafka().clientSettings()).containsEntry("security.protocol", "SASL_SSL");
        assertThat(config.schemaRegistry().url()).isEqualTo("http://r:1");
        assertThat(config.schemaRegistry().properties()).isEqualTo(Map.of("basic.auth.user.info", "ada:secret"));
        assertThat(config.tasks().directory()).contains(Path.of("/etc/tasks"));
    }

    @ParameterizedTest
    @CsvSource({
        "http.port, -1",
        "http.port, 65536",
        "http.capacity, 0",
        "http.max-connections, 0",
        "http.max-connections-per-address, 0",
        "http.idle-timeout, 0s",
        "http.header-timeout, 0s",
        "http.min-data-rate, 0",
        "http.slow-grace, 0s",
        "management.port, 65536",
        "http.max-body-bytes, 0",
        "http.max-body-bytes, 9000000",
        "kafka.acknowledgement-timeout, 0s"
    })
    void shouldNameTheKeyOfAnInvalidValue(String key, String value) {
        assertThatThrownBy(() -> IngestConfig.SETTINGS.with(Map.of(key, value)))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining(key);
    }
}
