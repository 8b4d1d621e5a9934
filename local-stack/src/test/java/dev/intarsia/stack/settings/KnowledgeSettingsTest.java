package dev.intarsia.stack.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.gateway.config.GatewayConfig;
import dev.intarsia.trainer.config.TrainerConfig;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KnowledgeSettingsTest {
    private static final Map<String, String> TWO = Map.of("knowledge.history", "2");

    @Test
    void shouldWarnWhereAdaptersAreAskedOtherwiseThanTheyAreTrained() {
        assertThat(warning(TWO, Map.of()))
                .hasValueSatisfying(text -> assertThat(text)
                        .contains("trained with knowledge.history 2 and knowledge.profile false")
                        .contains("asked with knowledge.history 0 and knowledge.profile false"));
        assertThat(warning(Map.of(), Map.of("knowledge.profile", "true"))).isPresent();
    }

    @Test
    void shouldSayNothingWhereBothAgree() {
        assertThat(warning(Map.of(), Map.of())).isEmpty();
        assertThat(warning(TWO, TWO)).isEmpty();
    }

    private static Optional<String> warning(Map<String, String> trainer, Map<String, String> gateway) {
        return KnowledgeSettings.warning(TrainerConfig.SETTINGS.with(trainer), GatewayConfig.SETTINGS.with(gateway));
    }
}
