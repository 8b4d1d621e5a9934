package dev.intarsia.stack.settings;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.assembler.config.AssemblerConfig;
import dev.intarsia.trainer.config.TrainerConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GateKindsTest {
    private static final Map<String, String> ACTIVATION = Map.of("signatures.kind", "activation");

    @Test
    void shouldRefuseServicesOfTwoKinds() {
        assertThatThrownBy(() -> GateKinds.requireOne(
                        TrainerConfig.SETTINGS.with(ACTIVATION), AssemblerConfig.SETTINGS.with(Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("trainer-consumer.signatures.kind is ACTIVATION")
                .hasMessageContaining("assembler-stream.signatures.kind GRADIENT");
    }

    @Test
    void shouldAcceptServicesOfOneKind() {
        assertThatCode(() -> {
                    GateKinds.requireOne(
                            TrainerConfig.SETTINGS.with(Map.of()), AssemblerConfig.SETTINGS.with(Map.of()));
                    GateKinds.requireOne(
                            TrainerConfig.SETTINGS.with(ACTIVATION), AssemblerConfig.SETTINGS.with(ACTIVATION));
                })
                .doesNotThrowAnyException();
    }
}
