package dev.intarsia.service.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamsSettingsTest {
    private static final StreamsSettings SETTINGS = new StreamsSettings(
            "staging.gateway", "broker:9092", Path.of("state", "here"), 3, 1, Duration.ofMillis(200));

    private final RocksDBMemory memory = new RocksDBMemory(16 << 20);

    @AfterEach
    void close() {
        memory.close();
    }

    @Test
    void shouldBeWhatKafkaStreamsTakes() {
        StreamsConfig config = new StreamsConfig(
                SETTINGS.properties(memory, Map.of("processing.guarantee", "exactly_once_v2"), Map.of()));

        assertThat(config.getString("application.id")).isEqualTo("staging.gateway");
        assertThat(config.getInt("num.stream.threads")).isEqualTo(3);
        assertThat(config.getInt("num.standby.replicas")).isEqualTo(1);
        assertThat(config.getLong("commit.interval.ms")).isEqualTo(200);
        assertThat(config.getMainConsumerConfigs("staging.gateway", "here", 0))
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("session.timeout.ms", 10_000);
    }

    @Test
    void shouldLetTheOperatorOverrideTheServiceAndTheServiceTheRest() {
        Properties settings = SETTINGS.properties(
                memory,
                Map.of("poll.ms", 20, "session.timeout.ms", 20_000, "linger.ms", 5),
                Map.of("session.timeout.ms", "6000", "linger.ms", "7"));

        assertThat(settings)
                .containsEntry("poll.ms", 20)
                .containsEntry("session.timeout.ms", "6000")
                .containsEntry("linger.ms", "7");
    }

    @Test
    void shouldNotLetTheOperatorOverrideWhatHasASettingOfItsOwn() {
        Properties settings = SETTINGS.properties(
                memory,
                Map.of(),
                Map.of("application.id", "other", "bootstrap.servers", "elsewhere:1", "state.dir", "/elsewhere"));

        assertThat(settings)
                .containsEntry("application.id", "staging.gateway")
                .containsEntry("bootstrap.servers", "broker:9092")
                .containsEntry("state.dir", Path.of("state", "here").toString());
    }
}
