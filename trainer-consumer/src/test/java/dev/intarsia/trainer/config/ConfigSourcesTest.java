package dev.intarsia.trainer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    void hasADefaultForEveryKey() {
        TrainerConfig config = ConfigSources.of(Map.of());

        assertThat(config.kafka().bootstrapServers()).isEqualTo("localhost:9092");
        assertThat(config.kafka().group()).isEqualTo("trainer-consumer");
        assertThat(config.kafka().instance()).isEmpty();
        assertThat(config.kafka().topicPrefix()).isEmpty();
        assertThat(config.kafka().partitions()).isEqualTo(8);
        assertThat(config.kafka().transactionTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.kafka().maxPollInterval()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.kafka().settings()).isEmpty();
        assertThat(config.schemaRegistry().url()).isEqualTo("http://localhost:8081");
        assertThat(config.schemaRegistry().settings()).isEmpty();
        assertThat(config.model().path()).isEqualTo(Path.of("models/default"));
        assertThat(config.model().device()).isEqualTo(ComputeDevice.CPU);
        assertThat(config.model().precision()).isEqualTo(Precision.FP32);
        assertThat(config.model().rank()).isEqualTo(16);
        assertThat(config.model().alpha()).isEqualTo(16);
        assertThat(config.model().projections()).isEqualTo(Set.of(Projection.Q, Projection.V));
        assertThat(config.model().maxTokens()).isEqualTo(256);
        assertThat(config.model().batchTokens()).isEqualTo(4096);
        assertThat(config.tasks().directory()).isEmpty();
        assertThat(config.batch().maxEvents()).isEqualTo(256);
        assertThat(config.batch().linger()).isEqualTo(Duration.ofMillis(50));
        assertThat(config.adapters().audience()).isEqualTo(Audience.EVERYONE);
        assertThat(config.adapters().scratchDirectory()).isEmpty();
        assertThat(config.history().window()).isEqualTo(2000);
        assertThat(config.update().every()).isEqualTo(8);
        assertThat(config.update().steps()).isEqualTo(2);
        assertThat(config.update().rows()).isEqualTo(10);
        assertThat(config.update().newShare()).isEqualTo(0.8);
        assertThat(config.update().replay().recentShare()).isEqualTo(0.5);
        assertThat(config.update().replay().recentWindow()).isEqualTo(64);
        assertThat(config.training().learningRate()).isEqualTo(0.006);
        assertThat(config.training().schedule()).isEqualTo(RateSchedule.CONSTANT);
        assertThat(config.training().keepMoments()).isFalse();
        assertThat(config.training().weightDecay()).isEqualTo(0.01);
        assertThat(config.training().beta1()).isEqualTo(0.9);
        assertThat(config.training().beta2()).isEqualTo(0.999);
        assertThat(config.training().clip()).isZero();
        assertThat(config.training().dropout()).isEqualTo(0.05);
        assertThat(config.guard().holdout()).isZero();
        assertThat(config.guard().margin()).isEqualTo(0.05);
        assertThat(config.guard().reference()).isEmpty();
        assertThat(config.guard().referenceMargin()).isEqualTo(0.5);
        assertThat(config.signatures().sketch()).isEqualTo(256);
        assertThat(config.metrics().port()).isEqualTo(8082);
    }

    @Test
    void takesEveryOptionalKey() {
        TrainerConfig config = ConfigSources.of(Map.of(
                "kafka.instance", "trainer-3",
                "kafka.topic-prefix", "staging.",
                "kafka.settings.security.protocol", "SASL_SSL",
                "schema-registry.settings.basic.auth.user.info", "ada:secret",
                "tasks.directory", "/etc/tasks",
                "guard.reference", "/etc/reference.jsonl",
                "adapters.for", "roster",
                "model.device", "gpu",
                "model.precision", "auto",
                "model.projections", "q,k,v,o"));

        assertThat(config.kafka().instance()).contains("trainer-3");
        assertThat(config.kafka().topicPrefix()).contains("staging.");
        assertThat(config.kafka().settings()).isEqualTo(Map.of("security.protocol", "SASL_SSL"));
        assertThat(config.schemaRegistry().settings()).isEqualTo(Map.of("basic.auth.user.info", "ada:secret"));
        assertThat(config.tasks().directory()).contains(Path.of("/etc/tasks"));
        assertThat(config.guard().reference()).contains(Path.of("/etc/reference.jsonl"));
        assertThat(config.adapters().audience()).isEqualTo(Audience.ROSTER);
        assertThat(config.model().device()).isEqualTo(ComputeDevice.GPU);
        assertThat(config.model().precision()).isEqualTo(Precision.AUTO);
        assertThat(config.model().projections())
                .isEqualTo(Set.of(Projection.Q, Projection.K, Projection.V, Projection.O));
    }

    @Test
    void letsLaterSourcesOverrideEarlierOnes() throws IOException {
        Path file = Files.writeString(
                directory.resolve("mine.yaml"), "update: {every: 5, steps: 6, rows: 7}\nbatch: {linger: 2s}\n");
        Properties system = new Properties();
        system.setProperty("update.rows", "9");
        system.setProperty("java.version", "17");
        system.setProperty("file.encoding", "UTF-8");

        TrainerConfig config = ConfigSources.load(
                Optional.of(file),
                Map.of("UPDATE_STEPS", "8", "UPDATE_ROWS", "8", "PATH", "/bin", "KAFKA_PORT", "tcp://10.0.0.1:9092"),
                system);

        assertThat(config.update().every()).isEqualTo(5);
        assertThat(config.update().steps()).isEqualTo(8);
        assertThat(config.update().rows()).isEqualTo(9);
        assertThat(config.batch().linger()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void stopsAtAKeyThatMeansNothing() throws IOException {
        Path file = Files.writeString(directory.resolve("mine.yaml"), "update: {evry: 5}\n");
        Properties system = new Properties();
        system.setProperty("guard.marginn", "1");

        assertThatThrownBy(() -> ConfigSources.of(Map.of("batch.max-event", "1")))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("batch.max-event");
        assertThatThrownBy(() -> ConfigSources.of(Map.of("top", "1")))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("top");
        assertThatThrownBy(() -> ConfigSources.load(Optional.of(file), Map.of(), new Properties()))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("update.evry");
        assertThatThrownBy(() -> ConfigSources.load(Optional.empty(), Map.of(), system))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("guard.marginn");
    }

    @Test
    void namesTheKeyOfAValueThatCannotBeUsed() {
        assertThatThrownBy(() -> ConfigSources.of(Map.of("batch.linger", "soon")))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("batch.linger")
                .hasMessageContaining("50ms");
        assertThatThrownBy(() -> ConfigSources.of(Map.of("update.every", "many")))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("update.every");
        assertThatThrownBy(() -> ConfigSources.of(Map.of("adapters.for", "nobody")))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("adapters.for");
    }

    @Test
    void saysThatAFileIsMissing() {
        assertThatThrownBy(() ->
                        ConfigSources.load(Optional.of(directory.resolve("none.yaml")), Map.of(), new Properties()))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("none.yaml");
    }
}
