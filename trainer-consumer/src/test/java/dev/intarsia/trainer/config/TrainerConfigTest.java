package dev.intarsia.trainer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.model.adapter.AdapterCodec;
import dev.intarsia.model.adapter.TuningMethod;
import dev.intarsia.model.engine.ComputeDevice;
import dev.intarsia.model.engine.EngineOptions;
import dev.intarsia.model.engine.Precision;
import dev.intarsia.model.knowledge.KnowledgeChoice;
import dev.intarsia.oppu.residual.ResidualRule;
import dev.intarsia.pieces.module.Projection;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.pieces.sketch.Republishing;
import dev.intarsia.schemas.config.InvalidConfigException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TrainerConfigTest {
    @Test
    void shouldHaveADefaultForEveryKey() {
        TrainerConfig config = TrainerConfig.SETTINGS.with(Map.of());

        assertThat(config.kafka().bootstrapServers()).isEqualTo("localhost:9092");
        assertThat(config.kafka().groupId()).isEqualTo("trainer-consumer");
        assertThat(config.kafka().instance()).isEmpty();
        assertThat(config.kafka().topicPrefix()).isEmpty();
        assertThat(config.kafka().partitions()).isEqualTo(8);
        assertThat(config.kafka().transactionTimeout()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.kafka().maxPollInterval()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.kafka().properties()).isEmpty();
        assertThat(config.schemaRegistry().url()).isEqualTo("http://localhost:8081");
        assertThat(config.schemaRegistry().properties()).isEmpty();
        assertThat(config.state().directory()).isEqualTo(Path.of(".intarsia/state/trainer-consumer"));
        assertThat(config.state().rocksdbMemory()).isEqualTo(64 << 20);
        assertThat(config.state().historyMemory()).isEqualTo(64 << 20);
        assertThat(config.state().standbyEvery()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.model().path()).isEqualTo(Path.of("models/default"));
        assertThat(config.model().device()).isEqualTo(ComputeDevice.CPU);
        assertThat(config.model().precision()).isEqualTo(Precision.FP32);
        assertThat(config.model().rank()).isEqualTo(16);
        assertThat(config.model().alpha()).isEqualTo(16);
        assertThat(config.model().projections()).isEqualTo(Set.of(Projection.Q, Projection.V));
        assertThat(config.model().maxTokens()).isEqualTo(256);
        assertThat(config.model().batchTokens()).isEqualTo(2048);
        assertThat(config.tasks().directory()).isEmpty();
        assertThat(config.batch().maxEvents()).isEqualTo(256);
        assertThat(config.batch().linger()).isEqualTo(Duration.ofMillis(50));
        assertThat(config.adapters().audience()).isEqualTo(Audience.EVERYONE);
        assertThat(config.adapters().kind()).isEqualTo(AdapterMode.OWN);
        assertThat(config.residuals()).isEmpty();
        assertThat(config.residualRule()).isEqualTo(ResidualRule.DEFAULT);
        assertThat(config.history().window()).isEqualTo(2000);
        assertThat(config.knowledge().choice()).isEqualTo(KnowledgeChoice.NONE);
        assertThat(config.update().every()).isEqualTo(8);
        assertThat(config.update().steps()).isEqualTo(2);
        assertThat(config.update().rows()).isEqualTo(10);
        assertThat(config.update().newShare()).isEqualTo(0.8);
        assertThat(config.update().rehearsal().recentShare()).isEqualTo(0.5);
        assertThat(config.update().rehearsal().recentWindow()).isEqualTo(64);
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
        assertThat(config.signatures().kind()).isEqualTo(GateKind.GRADIENT);
        assertThat(config.signatures().sketch()).isEqualTo(256);
        assertThat(config.gates().steps()).isEqualTo(100);
        assertThat(config.gates().rows()).isEqualTo(6);
        assertThat(config.gates().learningRate()).isEqualTo(0.003);
        assertThat(config.gates().weightDecay()).isEqualTo(0.01);
        assertThat(config.pieces().republishing()).isEqualTo(new Republishing(0.3));
        assertThat(config.management().host()).isEqualTo("127.0.0.1");
        assertThat(config.management().port()).isEqualTo(8082);
    }

    @Test
    void shouldTakeEveryOptionalKey() {
        TrainerConfig config = TrainerConfig.SETTINGS.with(Map.of(
                "kafka.instance", "trainer-3",
                "guard.reference", "/etc/reference.jsonl",
                "adapters.for", "roster",
                "model.device", "gpu",
                "model.precision", "auto",
                "signatures.kind", "activation",
                "model.projections", "q,k,v,o"));

        assertThat(config.kafka().instance()).contains("trainer-3");
        assertThat(config.guard().reference()).contains(Path.of("/etc/reference.jsonl"));
        assertThat(config.adapters().audience()).isEqualTo(Audience.ROSTER);
        assertThat(config.model().device()).isEqualTo(ComputeDevice.GPU);
        assertThat(config.model().precision()).isEqualTo(Precision.AUTO);
        assertThat(config.signatures().kind()).isEqualTo(GateKind.ACTIVATION);
        assertThat(config.model().projections())
                .isEqualTo(Set.of(Projection.Q, Projection.K, Projection.V, Projection.O));
    }

    @Test
    void shouldTakeOtherKindsOfAdaptersButNotForPieces() {
        TrainerConfig config =
                TrainerConfig.SETTINGS.with(Map.of("model.adapter", "prompt", "model.virtual-tokens", "5"));

        assertThat(EngineOptions.of(config.model()).form()).isEqualTo(AdapterCodec.PROMPT);
        assertThat(EngineOptions.of(config.model()).rank()).isEqualTo(5);
        assertThat(TrainerConfig.SETTINGS.with(Map.of()).model().adapter()).isEqualTo(TuningMethod.LORA);
        assertThatThrownBy(() -> TrainerConfig.SETTINGS.with(Map.of("model.adapter", "ia3", "adapters.for", "roster")))
                .hasStackTraceContaining("pieces are parts of LoRAs and model.adapter is ia3");
        assertThatThrownBy(() -> EngineOptions.of(TrainerConfig.SETTINGS
                        .with(Map.of("model.projections", "q,prompt"))
                        .model()))
                .hasMessageContaining("model.projections names 'prompt', which is no linear map");
    }

    @Test
    void shouldNameTheKeyOfADistanceThatIsNone() {
        assertThatThrownBy(() -> TrainerConfig.SETTINGS.with(Map.of("pieces.republish-above", "-1")))
                .hasStackTraceContaining("pieces.republish-above must be a number from 0");
    }

    @Test
    void shouldNameTheKeyOfAnUnknownAudience() {
        assertThatThrownBy(() -> TrainerConfig.SETTINGS.with(Map.of("adapters.for", "nobody")))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("adapters.for");
    }

    @Test
    void shouldTrainResidualsByTheirOwnSettings() {
        TrainerConfig config = TrainerConfig.SETTINGS.with(
                Map.of("adapters.kind", "residual", "residual.from-events", "10", "residual.own-from-events", "500"));

        assertThat(config.residuals()).contains(new ResidualRule(16, 1, 16, 0.006, 10, 500));
    }

    @Test
    void shouldRefuseResidualsThatDoNotGoWithTheOtherSettings() {
        assertThatThrownBy(() -> TrainerConfig.SETTINGS.with(
                        Map.of("adapters.kind", "residual", "residual.every", "30", "history.window", "20")))
                .hasMessageContaining("history.window must be at least residual.every, which is 30, not 20");
        assertThatThrownBy(() -> TrainerConfig.SETTINGS.with(
                        Map.of("adapters.kind", "residual", "residual.every", "3", "guard.holdout", "3")))
                .hasMessageContaining("guard.holdout must be below residual.every, which is 3, not 3");
    }
}
