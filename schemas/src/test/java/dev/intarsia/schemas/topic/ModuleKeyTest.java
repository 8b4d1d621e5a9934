package dev.intarsia.schemas.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleKeyTest {
    @ParameterizedTest
    @CsvSource({"ada/3.q, ada, 3.q", "eu/west/42/0.v, eu/west/42, 0.v", "//1.q, /, 1.q", "ünï/2.k, ünï, 2.k"})
    void shouldSplitAtTheLastSlash(String text, String user, String module) {
        assertThat(ModuleKey.parse(text)).isEqualTo(new ModuleKey(user, module)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ada", "/3.q", "ada/", "/"})
    void shouldRefuseTextWithoutBothParts(String text) {
        assertThatThrownBy(() -> ModuleKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseAModuleWithASlash() {
        assertThatThrownBy(() -> new ModuleKey("ada", "3/q")).hasMessageContaining("3/q");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"no slash", "/3.q", ""})
    void shouldReadAnInvalidKeyAsNull(String text) {
        byte[] bytes = text == null ? null : text.getBytes(UTF_8);

        assertThat(KeyFormat.MODULE.serde().deserializer().deserialize("adapters", bytes))
                .isNull();
    }

    @Test
    void shouldPrintAsItsText() {
        byte[] bytes = KeyFormat.MODULE.serde().serializer().serialize("adapters", new ModuleKey("ada", "3.q"));

        assertThat(bytes).asString(UTF_8).isEqualTo("ada/3.q");
        assertThat(KeyFormat.MODULE.serde().deserializer().deserialize("adapters", bytes))
                .isEqualTo(new ModuleKey("ada", "3.q"));
    }
}
