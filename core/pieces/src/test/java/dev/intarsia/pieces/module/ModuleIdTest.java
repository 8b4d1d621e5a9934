package dev.intarsia.pieces.module;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleIdTest {
    @ParameterizedTest
    @EnumSource
    void shouldReadWhatItWrites(Projection projection) {
        ModuleId module = new ModuleId(31, projection);

        assertThat(ModuleId.parse(module.text())).isEqualTo(module);
    }

    @Test
    void shouldWriteLayerDotProjection() {
        assertThat(new ModuleId(3, Projection.Q).text()).isEqualTo("3.q");
        assertThat(new ModuleId(0, Projection.DOWN)).hasToString("0.down");
    }

    @Test
    void shouldSortByLayerAsANumberAndThenByProjection() {
        assertThat(List.of("10.q", "2.v", "2.q", "2.gate", "2.o").stream()
                        .map(ModuleId::parse)
                        .sorted()
                        .map(ModuleId::text))
                .containsExactly("2.q", "2.v", "2.o", "2.gate", "10.q");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "q", ".q", "3", "3.", "3.x", "3.Q", "03.q", "-1.q", "3.q.q", "+3.q", "9999999.q", " 3.q"})
    void shouldRefuseTextThatItWouldNotWrite(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ModuleId.parse(text));
    }

    @Test
    void shouldRefuseANegativeLayer() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ModuleId(-1, Projection.Q));
    }
}
