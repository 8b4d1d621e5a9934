package dev.intarsia.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.events.parse.EventLimits;
import dev.intarsia.gateway.answer.KeptAnswers;
import dev.intarsia.model.decode.DecodeOptions;
import dev.intarsia.model.engine.ComputeDevice;
import dev.intarsia.model.engine.Precision;
import dev.intarsia.model.knowledge.KnowledgeChoice;
import dev.intarsia.pieces.module.Projection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GatewayConfigTest {
    @Test
    void shouldHaveADefaultForEveryKey() {
        GatewayConfig config = GatewayConfig.SETTINGS.with(Map.of());

        assertThat(config.kafka().bootstrapServers()).isEqualTo("localhost:9092");
        assertThat(config.kafka().groupId()).isEqualTo("inference-gateway");
        assertThat(config.kafka().topicPrefix()).isEmpty();
        assertThat(config.kafka().partitions()).isEqualTo(8);
        assertThat(config.kafka().properties()).isEmpty();
        assertThat(config.schemaRegistry().url()).isEqualTo("http://localhost:8081");
        assertThat(config.schemaRegistry().properties()).isEmpty();
        assertThat(config.model().path()).isEqualTo(Path.of("models/default"));
        assertThat(config.model().name()).isEmpty();
        assertThat(config.model().device()).isEqualTo(ComputeDevice.CPU);
        assertThat(config.model().precision()).isEqualTo(Precision.FP32);
        assertThat(config.model().rank()).isEqualTo(16);
        assertThat(config.model().alpha()).isEqualTo(16);
        assertThat(config.model().projections()).isEqualTo(Set.of(Projection.Q, Projection.V));
        assertThat(config.model().maxTokens()).isEqualTo(256);
        assertThat(config.model().batchTokens()).isEqualTo(2048);
        assertThat(config.tasks().directory()).isEmpty();
        assertThat(config.http().host()).isEqualTo("0.0.0.0");
        assertThat(config.http().port()).isEqualTo(8080);
        assertThat(config.http().advertised()).isEmpty();
        assertThat(config.http().maxBodyBytes()).isEqualTo(1 << 20);
        assertThat(config.http().requestTimeout()).isEqualTo(Duration.ofSeconds(120));
        assertThat(config.http().idleTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.http().maxConnections()).isEqualTo(1024);
        assertThat(config.http().maxConnectionsPerAddress()).isEqualTo(512);
        assertThat(config.http().headerTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.http().minDataRate()).isEqualTo(1024);
        assertThat(config.http().slowGrace()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.http().allowedOrigins()).isEmpty();
        assertThat(config.management().host()).isEqualTo("127.0.0.1");
        assertThat(config.management().port()).isEqualTo(8180);
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
        assertThat(config.score().maxAnswers()).isEqualTo(256);
        assertThat(config.embeddings().maxTexts()).isEqualTo(512);
        assertThat(config.embeddings().maxTokens()).isEqualTo(65_536);
        assertThat(config.embeddings().queueTexts()).isEqualTo(4096);
        assertThat(config.feedback().bounds())
                .isEqualTo(new KeptAnswers.Bounds(10_000, 16L << 20, Duration.ofHours(1)));
        assertThat(config.limits().events()).isEqualTo(EventLimits.standard());
        assertThat(config.kafka().acknowledgementTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.adapters().cacheBytes()).isEqualTo(256L << 20);
        assertThat(config.adapters().cacheIdle()).isEqualTo(Duration.ofMinutes(30));
        assertThat(config.history().maxEvents()).isEqualTo(200);
        assertThat(config.history().maxBytes()).isEqualTo(1 << 20);
        assertThat(config.knowledge().choice()).isEqualTo(KnowledgeChoice.NONE);
        assertThat(config.erasure().guard()).isEqualTo(Duration.ofDays(91));
        assertThat(config.explain().salt()).isEmpty();
        assertThat(config.state().directory()).isEqualTo(Path.of(".intarsia/state/inference-gateway"));
        assertThat(config.state().threads()).isEqualTo(1);
        assertThat(config.state().standbyReplicas()).isZero();
        assertThat(config.state().commitInterval()).isEqualTo(Duration.ofMillis(200));
        assertThat(config.state().rocksdbMemory()).isEqualTo(64L << 20);
    }

    @Test
    void shouldRefuseLessMemoryThanTheStoresCanWorkWith() {
        assertThatThrownBy(() -> GatewayConfig.SETTINGS.with(Map.of("state.rocksdb-memory", "1000")))
                .hasMessageContaining("state.rocksdb-memory is 1000; it must be at least 1048576");
    }

    @Test
    void shouldRefuseBoundsThatThereCannotBe() {
        assertThatThrownBy(() -> GatewayConfig.SETTINGS.with(Map.of("feedback.max-answers", "-1")))
                .hasMessageContaining("feedback.max-answers is -1");
        assertThatThrownBy(() -> GatewayConfig.SETTINGS.with(Map.of("limits.id", "0")))
                .hasMessageContaining("longest id is 0");
        assertThatThrownBy(() -> GatewayConfig.SETTINGS.with(Map.of("kafka.acknowledgement-timeout", "1ms")))
                .hasMessageContaining("kafka.acknowledgement-timeout");
    }

    @Test
    void shouldRefuseASaltThatCanBeGuessed() {
        assertThatThrownBy(() -> GatewayConfig.SETTINGS.with(Map.of("explain.salt", "pepper")))
                .hasMessageContaining("explain.salt has 6 characters")
                .hasMessageContaining("at least 16")
                .hasMessageNotContaining("pepper");
    }

    @Test
    void shouldTakeEveryOptionalKeyOfItsOwn() {
        GatewayConfig config = GatewayConfig.SETTINGS.with(Map.of(
                "model.name", "films",
                "model.device", "gpu",
                "model.precision", "auto",
                "model.projections", "q,k,v,o",
                "explain.salt", "a secret of the deployment",
                "http.advertised", "gateway-2:8080",
                "http.allowed-origins", "https://a.example,https://b.example"));

        assertThat(config.model().name()).contains("films");
        assertThat(config.model().device()).isEqualTo(ComputeDevice.GPU);
        assertThat(config.model().precision()).isEqualTo(Precision.AUTO);
        assertThat(config.model().projections()).hasSize(4);
        assertThat(config.explain().salt()).contains("a secret of the deployment");
        assertThat(config.http().advertised()).contains("gateway-2:8080");
        assertThat(config.http().allowedOrigins()).contains(List.of("https://a.example", "https://b.example"));
    }
}
