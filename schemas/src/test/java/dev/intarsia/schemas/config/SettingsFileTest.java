package dev.intarsia.schemas.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {
    private static final Map<String, String> NAMED = Map.of("INTARSIA_CONFIG", "/etc/kettle.yaml");

    @Test
    void shouldBeNoneWhereNobodyNamesOne() {
        assertThat(SettingsFile.of("kettle", new String[0], Map.of())).isEmpty();
    }

    @Test
    void shouldBeTheEnvironmentsWhereTheArgumentsAreSilent() {
        assertThat(SettingsFile.of("kettle", new String[0], NAMED)).contains(Path.of("/etc/kettle.yaml"));
    }

    @Test
    void shouldBeTheArgumentsBeforeTheEnvironments() {
        assertThat(SettingsFile.of("kettle", new String[] {"--config", "mine.yaml"}, NAMED))
                .contains(Path.of("mine.yaml"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--config", "mine.yaml", "--conf mine.yaml", "--config mine.yaml again"})
    void shouldSayHowTheProgramIsUsedWhereItDoesNotUnderstand(String line) {
        assertThatThrownBy(() -> SettingsFile.of("kettle", line.split(" "), NAMED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Unknown arguments " + line + "; use: kettle [--config file.yaml]");
    }
}
