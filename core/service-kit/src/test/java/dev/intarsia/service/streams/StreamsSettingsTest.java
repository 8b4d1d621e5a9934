package dev.intarsia.service.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.schemas.config.KafkaSection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamsSettingsTest {
    private static final Path DIRECTORY = Path.of("state", "here");

    private final RocksDBMemory memory = new RocksDBMemory(16 << 20);

    /** @param settings further ones, as an operator gives them */
    private record Broker(Map<String, String> properties) implements KafkaSection {
        @Override
        public String bootstrapServers() {
            return "broker:9092";
        }

        @Override
        public Optional<String> topicPrefix() {
            return Optional.empty();
        }
    }

    @AfterEach
    void close() {
        memory.close();
    }

    @Test
    void shouldBeWhatKafkaStreamsTakes() {
        StreamsConfig config = new StreamsConfig(settings(Map.of("processing.guarantee", "exactly_once_v2"), Map.of()));

        assertThat(config.getString("application.id")).isEqualTo("staging.gateway");
        assertThat(config.getMainConsumerConfigs("staging.gateway", "here", 0))
                .containsEntry("isolation.level", "read_committed")
                .containsEntry("session.timeout.ms", 10_000);
    }

    @Test
    void shouldLetTheOperatorOverrideTheServiceAndTheServiceTheRest() {
        Properties settings = settings(
                Map.of("poll.ms", 20, "session.timeout.ms", 20_000, "linger.ms", 5),
                Map.of("session.timeout.ms", "6000", "linger.ms", "7"));

        assertThat(settings)
                .containsEntry("poll.ms", 20)
                .containsEntry("session.timeout.ms", "6000")
                .containsEntry("linger.ms", "7");
    }

    @Test
    void shouldNotLetTheOperatorOverrideWhatTheStateDirectoryAndTheGroupRestOn() {
        Properties settings = settings(
                Map.of(),
                Map.of("application.id", "other", "bootstrap.servers", "elsewhere:1", "state.dir", "/elsewhere"));

        assertThat(settings)
                .containsEntry("application.id", "staging.gateway")
                .containsEntry("bootstrap.servers", "broker:9092")
                .containsEntry("state.dir", DIRECTORY.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "consumer.", "main.consumer.", "restore.consumer.", "global.consumer."})
    void shouldReadOnlyWhatIsCommittedFromTheBrokersThatAreSetWhateverTheOperatorSays(String prefix) {
        StreamsConfig config = new StreamsConfig(settings(
                Map.of(),
                Map.of(prefix + "isolation.level", "read_uncommitted", prefix + "bootstrap.servers", "elsewhere:1")));

        assertThat(List.of(
                        config.getMainConsumerConfigs("staging.gateway", "here", 0),
                        config.getRestoreConsumerConfigs("here"),
                        config.getGlobalConsumerConfigs("here")))
                .allSatisfy(consumer -> assertThat(consumer)
                        .containsEntry("isolation.level", "read_committed")
                        .containsEntry("bootstrap.servers", "broker:9092"));
    }

    @Test
    void shouldKnowTheSessionThatTheGroupWillSee() {
        assertThat(session(Map.of())).isEqualTo(Duration.ofSeconds(10));
        assertThat(session(Map.of("session.timeout.ms", "45000"))).isEqualTo(Duration.ofSeconds(45));
        assertThat(session(Map.of("consumer.session.timeout.ms", "20000", "session.timeout.ms", "45000")))
                .isEqualTo(Duration.ofSeconds(20));
        assertThat(session(Map.of("main.consumer.session.timeout.ms", "30000", "consumer.session.timeout.ms", "20000")))
                .isEqualTo(Duration.ofSeconds(30));
    }

    private Duration session(Map<String, String> operator) {
        return StreamsSettings.session(new StreamsConfig(settings(Map.of(), operator)));
    }

    private Properties settings(Map<String, ?> service, Map<String, String> operator) {
        return StreamsSettings.of("staging.gateway", new Broker(operator), DIRECTORY, memory, service);
    }
}
