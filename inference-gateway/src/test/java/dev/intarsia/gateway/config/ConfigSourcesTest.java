package dev.intarsia.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.model.decode.DecodeOptions;
import dev.intarsia.model.engine.ComputeDevice;
import dev.intarsia.model.engine.Precision;
import dev.intarsia.pieces.module.Projection;
import dev.intarsia.schemas.config.InvalidConfigException;
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

class ConfigSourcesTest {

    @TempDir
    Path directory;

    @Test
    void shouldHaveADefaultForEveryKey() {
        GatewayConfig config = ConfigSources.of(Map.of());

        assertThat(config.kafka().bootstrapServers()).isEqualTo("localhost:9092");
        assertThat(config.kafka().applicationId()).isEqualTo("inference-gateway");
        assertThat(config.kafka().topicPrefix()).isEmpty();
        assertThat(config.kafka().partitions()).isEqualTo(8);
        assertThat(config.kafka().settings()).isEmpty();
        assertThat(config.schemaRegistry().url()).isEqualTo("http://localhost:8081");
        assertThat(config.schemaRegistry().settings()).isEmpty();
        assertThat(config.model().path()).isEqualTo(Path.of("models/default"));
        assertThat(config.model().name()).isEmpty();
        assertThat(config.model().device()).isEqualTo(ComputeDevice.CPU);
        assertThat(config.model().precision()).isEqualTo(Precision.FP32);
        assertThat(config.model().rank()).isEqualTo(16);
        assertThat(config.model().alpha()).isEqualTo(16);
        assertThat(config.model().projections()).isEqualTo(Set.of(Projection.Q, Projection.V));
        assertThat(config.model().maxTokens()).isEqualTo(256);
        assertThat(config.model().batchTokens()).isEqualTo(4096);
        assertThat(config.tasks().directory()).isEmpty();
        assertThat(config.http().host()).isEqualTo("0.0.0.0");
        assertThat(config.http().port()).isEqualTo(8080);
        assertThat(config.http().advertised()).isEmpty();
        assertThat(config.http().maxBodyBytes()).isEqualTo(1 << 20);
        assertThat(config.http().requestTimeout()).isEqualTo(Duration.ofSeconds(120));
        assertThat(config.http().idleTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.http().retryAfter()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.generation().slots()).isEqualTo(16);
        assertThat(config.generation().context()).isZero();
        assertThat(config.generation().queue()).isEqualTo(64);
        assertThat(config.generation().prefillTokens()).isEqualTo(256);
        assertThat(config.generation().defaultMaxTokens()).isEqualTo(256);
        assertThat(config.generation().cacheBytes()).isEqualTo(DecodeOptions.DEFAULT_CACHE_BYTES);
        assertThat(config.generation().reuse()).isTrue();
        assertThat(config.predictions().maxRows()).isEqualTo(512);
        assertThat(config.predictions().queueRows()).isEqualTo(4096);
        assertThat(config.adapters().cacheBytes()).isEqualTo(256L << 20);
        assertThat(config.adapters().cacheIdle()).isEqualTo(Duration.ofMinutes(30));
        assertThat(config.history().window()).isEqualTo(200);
        assertThat(config.state().directory()).isEqualTo(Path.of("data/inference-gateway"));
        assertThat(config.state().threads()).isEqualTo(1);
        assertThat(config.state().standbyReplicas()).isZero();
        assertThat(config.state().commitInterval()).isEqualTo(Duration.ofMillis(200));
    }

    @Test
    void shouldTakeEveryOptionalKey() {
        GatewayConfig config = ConfigSources.of(Map.of(
                "kafka.topic-prefix", "staging.",
                "kafka.settings.security.protocol", "SASL_SSL",
                "schema-registry.settings.basic.auth.user.info", "ada:secret",
                "model.name", "films",
                "model.device", "gpu",
                "model.precision", "auto",
                "model.projections", "q,k,v,o",
                "http.advertised", "gateway-2:8080",
                "tasks.directory", "/etc/tasks"));

        assertThat(config.kafka().topicPrefix()).contains("staging.");
        assertThat(config.kafka().settings()).isEqualTo(Map.of("security.protocol", "SASL_SSL"));
        assertThat(config.schemaRegistry().settings()).isEqualTo(Map.of("basic.auth.user.info", "ada:secret"));
        assertThat(config.model().name()).contains("films");
        assertThat(config.model().device()).isEqualTo(ComputeDevice.GPU);
        assertThat(config.model().precision()).isEqualTo(Precision.AUTO);
        assertThat(config.model().projections()).hasSize(4);
        assertThat(config.http().advertised()).contains("gateway-2:8080");
        assertThat(config.tasks().directory()).contains(Path.of("/etc/tasks"));
    }

    @Test
    void shouldLetLaterSourcesOverrideEarlierOnes() throws IOException {
        Path file = Files.writeString(
                directory.resolve("mine.yaml"), "generation: {slots: 2, queue: 3, context: 4}\nhttp: {port: 0}\n");
        Properties system = new Properties();
        system.setProperty("generation.context", "9");
        system.setProperty("java.version", "17");

        GatewayConfig config = ConfigSources.load(
                Optional.of(file),
                Map.of("GENERATION_QUEUE", "8", "GENERATION_CONTEXT", "8", "PATH", "/bin", "HTTP_PROXY", "none"),
                system);

        assertThat(config.generation().slots()).isEqualTo(2);
        assertThat(config.generation().queue()).isEqualTo(8);
        assertThat(config.generation().context()).isEqualTo(9);
        assertThat(config.http().port()).isZero();
    }

    @Test
    void shouldStopAtAKeyThatMeansNothing() throws IOException {
        Path file = Files.writeString(directory.resolve("mine.yaml"), "generation: {slot: 5}\n");
        Properties system = new Properties();
        system.setProperty("history.windows", "1");

        assertThatThrownBy(() -> ConfigSources.of(Map.of("http.prot", "1")))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("http.prot");
        assertThatThrownBy(() -> ConfigSources.of(Map.of("top", "1")))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("top");
        assertThatThrownBy(() -> ConfigSources.load(Optional.of(file), Map.of(), new Properties()))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("generation.slot");
        assertThatThrownBy(() -> ConfigSources.load(Optional.empty(), Map.of(), system))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("history.windows");
    }

    @Test
    void shouldNameTheKeyOfAValueThatCannotBeUsed() {
        assertThatThrownBy(() -> ConfigSources.of(Map.of("http.idle-timeout", "soon")))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("http.idle-timeout")
                .hasMessageContaining("50ms");
        assertThatThrownBy(() -> ConfigSources.of(Map.of("generation.slots", "many")))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("generation.slots");
        assertThatThrownBy(() ->
                        ConfigSources.load(Optional.of(directory.resolve("none.yaml")), Map.of(), new Properties()))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("none.yaml");
    }
}
