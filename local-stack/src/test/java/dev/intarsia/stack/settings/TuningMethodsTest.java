package dev.intarsia.stack.settings;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.gateway.config.GatewayConfig;
import dev.intarsia.trainer.config.TrainerConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TuningMethodsTest {
    private static final Map<String, String> PROMPT = Map.of("model.adapter", "prompt");
    private static final Map<String, String> LONGER = Map.of("model.adapter", "prompt", "model.virtual-tokens", "20");

    @Test
    void shouldRefuseServicesOfTwoMethods() {
        assertThatThrownBy(() -> TuningMethods.requireOne(
                        TrainerConfig.SETTINGS.with(PROMPT), GatewayConfig.SETTINGS.with(Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("trainer-consumer.model.adapter is prompt")
                .hasMessageContaining("inference-gateway.model.adapter lora");
        assertThatThrownBy(() -> TuningMethods.requireOne(
                        TrainerConfig.SETTINGS.with(PROMPT), GatewayConfig.SETTINGS.with(LONGER)))
                .hasMessageContaining("trainer-consumer.model.virtual-tokens is 8")
                .hasMessageContaining("inference-gateway.model.virtual-tokens 20");
    }

    @Test
    void shouldAcceptServicesOfOneMethod() {
        assertThatCode(() -> {
                    TuningMethods.requireOne(
                            TrainerConfig.SETTINGS.with(Map.of()), GatewayConfig.SETTINGS.with(Map.of()));
                    TuningMethods.requireOne(TrainerConfig.SETTINGS.with(LONGER), GatewayConfig.SETTINGS.with(LONGER));
                })
                .doesNotThrowAnyException();
    }
}
