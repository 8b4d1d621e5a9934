package dev.intarsia.stack.services;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.assembler.config.AssemblerConfig;
import dev.intarsia.gateway.config.GatewayConfig;
import dev.intarsia.ingest.config.IngestConfig;
import dev.intarsia.stack.services.StackSettings.Ports;
import dev.intarsia.stack.services.StackSettings.Service;
import dev.intarsia.trainer.config.TrainerConfig;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WiringTest {
    private final Wiring wiring = new Wiring(
            new StackSettings(
                    Path.of("data"),
                    Path.of("model"),
                    Ports.any(),
                    2,
                    Map.of(Service.TRAINER_CONSUMER, Map.of("update.every", "32", "model.precision", "fp32"))),
            "broker:1",
            "http://registry:2");

    @Test
    void shouldGiveEachServiceOnlyKeysItKnows() {
        assertThat(IngestConfig.SETTINGS.with(wiring.of(Service.INGEST)).kafka().bootstrapServers())
                .isEqualTo("broker:1");
        assertThat(AssemblerConfig.SETTINGS
                        .with(wiring.of(Service.ASSEMBLER_STREAM))
                        .schemaRegistry()
                        .url())
                .isEqualTo("http://registry:2");
        assertThat(TrainerConfig.SETTINGS
                        .with(wiring.of(Service.TRAINER_CONSUMER))
                        .kafka()
                        .partitions())
                .isEqualTo(2);
        assertThat(GatewayConfig.SETTINGS
                        .with(wiring.of(Service.INFERENCE_GATEWAY))
                        .model()
                        .path())
                .isEqualTo(Path.of("model"));
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void shouldGiveEachServiceAFreeManagementPort(Service service) {
        assertThat(wiring.of(service)).containsEntry("management.port", "0");
    }

    @Test
    void shouldLetGivenSettingsWin() {
        assertThat(wiring.of(Service.TRAINER_CONSUMER))
                .containsEntry("update.every", "32")
                .containsEntry("model.precision", "fp32");
    }
}
