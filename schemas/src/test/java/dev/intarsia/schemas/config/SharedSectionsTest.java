package dev.intarsia.schemas.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.schemas.registry.Registry;
import dev.intarsia.schemas.topic.Topics;
import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharedSectionsTest {
    record Stove(Kafka kafka, RegistrySection schemaRegistry, TasksSection tasks) {
        @ConfigMapping(prefix = "kafka")
        interface Kafka extends ConsumerGroupSection {
            int plates();
        }
    }

    private static final ServiceSettings<Stove> SETTINGS = ServiceSettings.of("stove", Stove.class);

    @Test
    void shouldTakeTheServicesDefaults() {
        Stove stove = SETTINGS.with(Map.of());

        assertThat(stove.kafka().bootstrapServers()).isEqualTo("localhost:9092");
        assertThat(stove.kafka().topicPrefix()).isEmpty();
        assertThat(stove.kafka().partitions()).isEqualTo(8);
        assertThat(stove.kafka().plates()).isEqualTo(4);
        assertThat(stove.kafka().groupId()).isEqualTo("stove");
        assertThat(stove.kafka().properties()).isEmpty();
        assertThat(stove.schemaRegistry().url()).isEqualTo("http://localhost:8081");
        assertThat(stove.schemaRegistry().properties()).isEmpty();
        assertThat(stove.tasks().directory()).isEmpty();
    }

    @Test
    void shouldTakeEveryKey() {
        Stove stove = SETTINGS.with(Map.of(
                "kafka.bootstrap-servers", "a:1,b:2",
                "kafka.topic-prefix", "staging.",
                "kafka.group-id", "stoves",
                "kafka.partitions", "3",
                "kafka.plates", "2",
                "kafka.properties.security.protocol", "SASL_SSL",
                "schema-registry.url", "http://r:1",
                "schema-registry.properties.basic.auth.user.info", "ada:secret",
                "tasks.directory", "/etc/tasks"));

        assertThat(stove.kafka().bootstrapServers()).isEqualTo("a:1,b:2");
        assertThat(stove.kafka().topicPrefix()).contains("staging.");
        assertThat(stove.kafka().partitions()).isEqualTo(3);
        assertThat(stove.kafka().groupId()).isEqualTo("stoves");
        assertThat(stove.kafka().plates()).isEqualTo(2);
        assertThat(stove.kafka().properties()).isEqualTo(Map.of("security.protocol", "SASL_SSL"));
        assertThat(stove.schemaRegistry().url()).isEqualTo("http://r:1");
        assertThat(stove.schemaRegistry().properties()).isEqualTo(Map.of("basic.auth.user.info", "ada:secret"));
        assertThat(stove.tasks().directory()).contains(Path.of("/etc/tasks"));
    }

    @Test
    void shouldTakeFurtherPropertiesFromTheEnvironment() {
        Stove stove = SETTINGS.load(
                Optional.empty(),
                Map.of(
                        "KAFKA_PROPERTIES_SECURITY_PROTOCOL", "SASL_SSL",
                        "KAFKA_PROPERTIES_SSL_KEYSTORE_LOCATION", "/etc/keys",
                        "SCHEMA_REGISTRY_PROPERTIES_BASIC_AUTH_USER_INFO", "ada:secret",
                        "KAFKA_HOME", "/opt/kafka"),
                new Properties());

        assertThat(stove.kafka().properties())
                .isEqualTo(Map.of("security.protocol", "SASL_SSL", "ssl.keystore.location", "/etc/keys"));
        assertThat(stove.schemaRegistry().properties()).isEqualTo(Map.of("basic.auth.user.info", "ada:secret"));
    }

    @Test
    void shouldNameTodaysKeyWhereOneOfAnEarlierVersionIsGiven() {
        Map<String, String> environment = Map.of("SCHEMA_REGISTRY_SETTINGS_BASIC_AUTH_USER_INFO", "ada:secret");

        assertThatThrownBy(() -> SETTINGS.load(Optional.empty(), environment, new Properties()))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining(
                        "SCHEMA_REGISTRY_PROPERTIES_BASIC_AUTH_USER_INFO for schema-registry.properties.");
        assertThatThrownBy(() -> SETTINGS.with(Map.of("kafka.settings.security.protocol", "SSL")))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("kafka.settings.security.protocol is now kafka.properties.security.protocol");
    }

    @ParameterizedTest
    @CsvSource({
        "kafka.topicprefix, staging.",
        "kafka.partitions, some",
        "kafka.client-settings, none",
        "schema-registry.urls, http://r:1",
        "tasks.directories, /etc/tasks"
    })
    void shouldNameTheKeyThatCannotBeUsed(String key, String value) {
        assertThatThrownBy(() -> SETTINGS.with(Map.of(key, value)))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("stove")
                .hasMessageContaining(key);
    }

    @Test
    void shouldTellEveryClientWhereTheBrokersAreWhateverTheFurtherSettingsSay() {
        Stove stove = SETTINGS.with(Map.of(
                "kafka.bootstrap-servers", "a:1",
                "kafka.properties.bootstrap.servers", "elsewhere:1",
                "kafka.properties.security.protocol", "SSL"));

        assertThat(stove.kafka().clientSettings())
                .isEqualTo(Map.of("bootstrap.servers", "a:1", "security.protocol", "SSL"));
    }

    @Test
    void shouldNameTopicsAndRegistryAsTold() {
        Stove stove = SETTINGS.with(Map.of("kafka.topic-prefix", "staging.", "kafka.partitions", "3"));

        assertThat(Topics.of(stove.kafka()).events().name()).isEqualTo("staging.events");
        assertThat(Topics.of(stove.kafka()).events().partitions()).isEqualTo(3);
        assertThat(Topics.of(SETTINGS.with(Map.of()).kafka())).isEqualTo(Topics.standard());
        try (Registry registry = Registry.connect(stove.schemaRegistry())) {
            assertThat(registry.url()).isEqualTo("http://localhost:8081");
        }
    }
}
