package dev.intarsia.stack.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.schemas.config.DocumentedSetting;
import dev.intarsia.schemas.config.ServiceSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConfigurationPageTest {
    @Test
    void shouldBeThePageInTheManual() throws Exception {
        String page = Files.readString(Path.of("..", "docs", "configuration.md"));

        assertThat(page).as("run ./intarsia settings > docs/configuration.md").isEqualTo(ConfigurationPage.markdown());
    }

    @ParameterizedTest
    @MethodSource("services")
    void shouldHoldEveryKeyThatAServiceReads(ServiceSettings<?> service) {
        List<String> documented = service.document().settings().stream()
                .map(DocumentedSetting::key)
                .toList();

        assertThat(documented).doesNotHaveDuplicates();
        assertThat(service.keys())
                .isNotEmpty()
                .allSatisfy(key ->
                        assertThat(documented).contains(key.replace(".*", "").replace("[*]", "")));
        assertThat(documented)
                .allSatisfy(key -> assertThat(service.keys()).containsAnyOf(key, key + ".*", key + "[*]"));
    }

    static Stream<ServiceSettings<?>> services() {
        return ConfigurationPage.SERVICES.stream();
    }
}
