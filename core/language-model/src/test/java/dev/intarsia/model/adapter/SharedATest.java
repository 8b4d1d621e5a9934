package dev.intarsia.model.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.pieces.module.ModuleId;
import org.junit.jupiter.api.Test;

class SharedATest {
    private static final int RANK = 16;
    private static final int INPUTS = 40;

    @Test
    void shouldHaveOrthonormalRows() {
        float[] a = SharedA.of("base", ModuleId.parse("3.q"), RANK, INPUTS);
        for (int i = 0; i < RANK; i++) {
            for (int j = 0; j <= i; j++) {
                double dot = 0;
                for (int k = 0; k < INPUTS; k++) {
                    dot += (double) a[i * INPUTS + k] * a[j * INPUTS + k];
                }
                assertThat(dot).isEqualTo(i == j ? 1 : 0, within(1e-6));
            }
        }
    }

    @Test
    void shouldBeTheSameForTheSameModuleAndAnotherForEveryOther() {
        float[] a = SharedA.of("base", ModuleId.parse("3.q"), RANK, INPUTS);
        assertThat(SharedA.of("base", ModuleId.parse("3.q"), RANK, INPUTS)).isEqualTo(a);
        assertThat(SharedA.of("base", ModuleId.parse("3.v"), RANK, INPUTS)).isNotEqualTo(a);
        assertThat(SharedA.of("other", ModuleId.parse("3.q"), RANK, INPUTS)).isNotEqualTo(a);
    }

    @Test
    void shouldFillTheWholeSpaceButNotMore() {
        assertThat(SharedA.of("base", ModuleId.parse("0.q"), 6, 6)).hasSize(36);
        assertThatThrownBy(() -> SharedA.of("base", ModuleId.parse("0.q"), 7, 6))
                .hasMessageContaining("0.q has 6 inputs, so an adapter there cannot have rank 7");
    }
}
