package dev.intarsia.model.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.model.checkpoint.AttentionShape;
import dev.intarsia.model.checkpoint.ModelConfig;
import dev.intarsia.model.checkpoint.Rope;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.module.Projection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AdapterLayoutTest {
    private static final ModelConfig CONFIG = new ModelConfig(
            "llama", 8, 12, 2, AttentionShape.plain(2, 1, 6), Rope.plain(10000), 1e-5, 10, 16, true, 1, List.of(2));

    @Test
    void shouldListModulesInOrderWithTheirShapes() {
        AdapterLayout layout =
                AdapterLayout.of(CONFIG, 4, 8, Set.of(Projection.V, Projection.Q, Projection.O, Projection.DOWN));

        assertThat(layout.modules().subList(0, 4))
                .containsExactly(
                        new ModuleShape(ModuleId.parse("0.q"), 8, 12),
                        new ModuleShape(ModuleId.parse("0.v"), 8, 6),
                        new ModuleShape(ModuleId.parse("0.o"), 12, 8),
                        new ModuleShape(ModuleId.parse("0.down"), 12, 8));
        assertThat(layout.size()).isEqualTo(2 * 4 * (12 + 6 + 8 + 8));
        assertThat(layout.offset(ModuleId.parse("1.v"))).isEqualTo(4 * (34 + 12));
        assertThat(layout.scale()).isEqualTo(2);
    }

    @Test
    void shouldRefuseLayoutsThatCannotBe() {
        assertThatThrownBy(() -> AdapterLayout.of(CONFIG, 0, 8, Set.of(Projection.Q)))
                .hasMessageContaining("rank of at least 1");
        assertThatThrownBy(() -> AdapterLayout.of(CONFIG, 4, 8, Set.of())).hasMessageContaining("one module");
        ModuleShape module = new ModuleShape(ModuleId.parse("0.q"), 8, 8);
        assertThatThrownBy(() -> new AdapterLayout(4, 8, List.of(module, module)))
                .hasMessageContaining("sorted and distinct");
    }
}
