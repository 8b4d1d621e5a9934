package dev.intarsia.assembler.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.intarsia.pieces.assemble.BayesianWeights;
import dev.intarsia.pieces.assemble.PaperWeights;
import dev.intarsia.pieces.assemble.RidgeWeights;
import dev.intarsia.pieces.assemble.Temper;
import dev.intarsia.pieces.infer.ModulePrior;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.pieces.signature.Decay;
import dev.intarsia.schemas.config.InvalidConfigException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssemblerConfigTest {
    @Test
    void shouldHaveADefaultForEveryKey() {
        AssemblerConfig config = AssemblerConfig.SETTINGS.with(Map.of());

        assertThat(config.kafka().bootstrapServers()).isEqualTo("localhost:9092");
        assertThat(config.kafka().groupId()).isEqualTo("assembler-stream");
        assertThat(config.kafka().topicPrefix()).isEmpty();
        assertThat(config.kafka().partitions()).isEqualTo(8);
        assertThat(config.kafka().threads()).isEqualTo(1);
        assertThat(config.kafka().standbyReplicas()).isZero();
        assertThat(config.kafka().commitInterval()).isEqualTo(Duration.ofMillis(100));
        assertThat(config.kafka().properties()).isEmpty();
        assertThat(config.schemaRegistry().url()).isEqualTo("http://localhost:8081");
        assertThat(config.schemaRegistry().properties()).isEmpty();
        assertThat(config.state().directory()).isEqualTo(Path.of(".intarsia/state/assembler-stream"));
        assertThat(config.state().cache()).isEqualTo(32 << 20);
        assertThat(config.state().rocksdbMemory()).isEqualTo(64 << 20);
        assertThat(config.model().fingerprint()).isEmpty();
        assertThat(config.signatures().kind()).isEqualTo(GateKind.GRADIENT);
        assertThat(config.signatures().sketch()).isEqualTo(256);
        assertThat(config.signatures().halfLife()).isZero();
        assertThat(config.signatures().window()).isZero();
        assertThat(config.signatures().remember()).isEqualTo(64);
        assertThat(config.weights().kind()).isEqualTo(WeightsKind.BAYES);
        assertThat(config.weights().ridge().lambda()).isEqualTo(0.3);
        assertThat(config.weights().ridge().rho()).isEqualTo(0.5);
        assertThat(config.weights().ridge().n0()).isEqualTo(4);
        assertThat(config.weights().ridge().keepLargest()).isEqualTo(8);
        assertThat(config.weights().paper().k()).isEqualTo(3);
        assertThat(config.pool().settle()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.pool().settleAtMost()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.pool().rescore()).isEqualTo(500);
        assertThat(config.roster().capacity()).isEqualTo(50);
        assertThat(config.roster().minEvents()).isEqualTo(10);
        assertThat(config.roster().settle()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.roster().growth()).isEqualTo(1.25);
        assertThat(config.roster().challenge()).isEqualTo(1.5);
        assertThat(config.roster().seed()).isEqualTo(1);
        assertThat(config.erasure().guard()).isEqualTo(Duration.ofDays(31));
        assertThat(config.management().host()).isEqualTo("127.0.0.1");
        assertThat(config.management().port()).isEqualTo(8083);
    }

    @Test
    void shouldTakeTheFingerprintOfTheBaseModel() {
        AssemblerConfig config = AssemblerConfig.SETTINGS.with(Map.of("model.fingerprint", "abc"));

        assertThat(config.model().fingerprint()).contains("abc");
    }

    @Test
    void shouldTurnIntoArithmetic() {
        AssemblerConfig bayes = AssemblerConfig.SETTINGS.with(Map.of());
        AssemblerConfig ridge = AssemblerConfig.SETTINGS.with(Map.of("weights.kind", "ridge"));
        AssemblerConfig paper = AssemblerConfig.SETTINGS.with(
                Map.of("weights.kind", "paper", "weights.paper.k", "5", "signatures.half-life", "30d"));

        assertThat(AssemblerSettings.weights(bayes.weights()))
                .isEqualTo(new BayesianWeights(new ModulePrior(0.2), new Temper(0.5, 64), 32, 16));
        assertThat(AssemblerSettings.weights(ridge.weights())).isEqualTo(new RidgeWeights(0.3, 0.5, 4, 8));
        assertThat(AssemblerSettings.decay(ridge.signatures())).isEqualTo(Decay.none());
        assertThat(AssemblerSettings.weights(paper.weights())).isEqualTo(new PaperWeights(5));
        assertThat(AssemblerSettings.decay(paper.signatures())).isEqualTo(Decay.halfLife(Duration.ofDays(30)));
    }

    @ParameterizedTest
    @CsvSource({
        "kafka.partitions, 0",
        "kafka.threads, 0",
        "kafka.standby-replicas, -1",
        "kafka.commit-interval, 0ms",
        "state.cache, -1",
        "state.rocksdb-memory, 1000",
        "signatures.kind, gradual",
        "signatures.sketch, 0",
        "signatures.half-life, -1",
        "signatures.half-life, soon",
        "signatures.window, -1",
        "signatures.remember, 0",
        "weights.kind, lasso",
        "pool.settle, 0s",
        "pool.settle-at-most, 100ms",
        "pool.rescore, 0",
        "roster.capacity, 0",
        "roster.min-events, -1",
        "roster.settle, 0ms",
        "roster.growth, 0.9",
        "roster.challenge, 0.9",
        "management.port, -1",
    })
    void shouldNameTheKeyOfAValueThatCannotBeUsed(String key, String value) {
        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> AssemblerConfig.SETTINGS.with(Map.of(key, value)))
                .withMessageContaining(key);
    }

    @ParameterizedTest
    @CsvSource({"108", "108.0", "1"})
    void shouldSayWhatBecameOfAHalfLifeInEvents(String events) {
        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> AssemblerConfig.SETTINGS.with(Map.of("signatures.half-life", events)))
                .withMessageContaining("signatures.half-life is " + events + ", a number of events")
                .withMessageContaining("now a duration of event time");
    }

    @Test
    void shouldTakeAHalfLifeOrAWindow() {
        AssemblerConfig window = AssemblerConfig.SETTINGS.with(Map.of("signatures.window", "128"));

        assertThat(AssemblerSettings.decay(window.signatures())).isEqualTo(Decay.window(128));
        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> AssemblerConfig.SETTINGS.with(
                        Map.of("signatures.half-life", "30d", "signatures.window", "128")))
                .withMessageContaining("signatures.window is 128")
                .withMessageContaining("set one of them to 0");
    }

    @ParameterizedTest
    @CsvSource({"weights.ridge.rho, 2, ρ", "weights.ridge.lambda, 0, λ", "weights.ridge.n0, -1, n0"})
    void shouldStopAtWeightsThatCannotBe(String key, String value, String symbol) {
        assertThatExceptionOfType(InvalidConfigException.class)
                .isThrownBy(() -> AssemblerConfig.SETTINGS.with(Map.of("weights.kind", "ridge", key, value)))
                .withMessageContaining(symbol);
    }
}
