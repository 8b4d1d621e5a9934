package dev.intarsia.stack.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.schemas.config.InvalidConfigException;
import dev.intarsia.schemas.config.ServiceSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A setting under a name of an earlier version is refused wherever it is given, by a sentence with today's name. */
class EarlierKeysTest {
    private static final String KEYS = "/earlier-keys.csv";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvFileSource(resources = KEYS)
    void shouldRefuseItOnTheCommandLine(String service, String earlier, String today) {
        Map<String, String> given = Map.of(earlier, "1");

        assertThatThrownBy(() -> settings(service).with(given))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining(service)
                .hasMessageContaining(earlier + " is now " + today);
        assertThatThrownBy(() -> settings(service).load(Optional.empty(), Map.of(), new Properties(), given))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining(earlier + " is now " + today);
    }

    @ParameterizedTest
    @CsvFileSource(resources = KEYS)
    void shouldRefuseItInAFile(String service, String earlier, String today) throws IOException {
        StringBuilder nested = new StringBuilder();
        String indent = "";
        for (String word : earlier.split("\\.", -1)) {
            nested.append(nested.isEmpty() ? "" : "\n")
                    .append(indent)
                    .append(word)
                    .append(':');
            indent += "  ";
        }
        Path file = Files.writeString(directory.resolve("mine.yaml"), nested.append(" 1\n"));

        assertThatThrownBy(() -> settings(service).load(Optional.of(file), Map.of(), new Properties()))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("mine.yaml")
                .hasMessageContaining(earlier + " is now " + today);
    }

    @ParameterizedTest
    @CsvFileSource(resources = KEYS)
    void shouldRefuseItAsASystemProperty(String service, String earlier, String today) {
        Properties system = new Properties();
        system.setProperty(earlier, "1");

        assertThatThrownBy(() -> settings(service).load(Optional.empty(), Map.of(), system))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("system properties")
                .hasMessageContaining(earlier + " is now " + today);
    }

    @ParameterizedTest
    @CsvFileSource(resources = KEYS)
    void shouldRefuseItInTheEnvironmentHoweverItIsWritten(String service, String earlier, String today) {
        for (String variable : new String[] {variable(earlier), earlier, earlier.replaceAll("[.-]", "_")}) {
            assertThatThrownBy(() -> settings(service)
                            .load(Optional.empty(), Map.of(variable, "1", "PATH", "/bin"), new Properties()))
                    .isInstanceOf(InvalidConfigException.class)
                    .hasMessageContaining("environment")
                    .hasMessageContaining(variable(earlier) + " is now " + variable(today));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "trainer-consumer", "assembler-stream", "inference-gateway"})
    void shouldPassOverWhatOnlyLooksLikeAnEarlierKey(String service) {
        Map<String, String> environment = Map.of(
                "KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS", "0",
                "INGEST_HTTP_SERVICE_HOST", "10.0.0.7",
                "METRICS_PORT_8082_TCP", "tcp://10.0.0.7:8082",
                "KAFKA_SETTINGS", "/etc/kafka");
        Properties system = new Properties();
        system.setProperty("http.proxyHost", "proxy");
        system.setProperty("http.agent", "curl");

        assertThat(settings(service).load(Optional.empty(), environment, system))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "trainer-consumer", "assembler-stream", "inference-gateway"})
    void shouldTakeFurtherPropertiesOfKafkaAndRegistry(String service) {
        Map<String, String> given = Map.of(
                "kafka.properties.security.protocol", "SASL_SSL",
                "schema-registry.properties.basic.auth.user.info", "ada:secret",
                "management.host", "0.0.0.0",
                "management.port", "0");

        assertThat(settings(service).with(given)).isNotNull();
    }

    private static ServiceSettings<?> settings(String service) {
        return ConfigurationPage.SERVICES.stream()
                .filter(each -> each.document().service().equals(service))
                .findFirst()
                .orElseThrow();
    }

    private static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
