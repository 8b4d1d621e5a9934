package dev.intarsia.model.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.model.checkpoint.AttentionShape;
import dev.intarsia.model.checkpoint.ModelConfig;
import dev.intarsia.model.checkpoint.Rope;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.module.Projection;
import java.util.List;
import java.util.Map;
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

    @Test
    void shouldGiveIa3AVectorAtEachKeyValueAndDown() {
        AdapterLayout layout = AdapterLayout.of(CONFIG, AdapterCodec.IA3, 16, 16, Set.of(Projection.Q));

        assertThat(layout.modules().subList(0, 3))
                .extracting(module -> module.id().text())
                .containsExactly("0.k", "0.v", "0.down");
        assertThat(layout.modules().subList(0, 3)).extracting(layout::size).containsExactly(6, 6, 12);
        assertThat(layout.size()).isEqualTo(2 * (6 + 6 + 12));
        assertThat(layout.scale()).isEqualTo(1);
        assertThat(layout.virtualTokens()).isZero();
    }

    @Test
    void shouldGiveAPromptOneModuleOfItsTokens() {
        AdapterLayout layout = AdapterLayout.of(CONFIG, AdapterCodec.PROMPT, 3, 16, Set.of());

        assertThat(layout.modules()).containsExactly(new ModuleShape(ModuleId.parse("0.prompt"), 8, 8));
        assertThat(layout.size()).isEqualTo(3 * 8);
        assertThat(layout.scale()).isEqualTo(1);
        assertThat(layout.virtualTokens()).isEqualTo(3);
    }

    @Test
    void shouldKeepPiecesAndFactorsToLora() {
        AdapterLayout layout = AdapterLayout.of(CONFIG, AdapterCodec.IA3, 1, 1, Set.of());
        Adapter adapter = Adapter.zero(layout);

        assertThatThrownBy(() -> Adapter.sum(layout, Map.of())).hasMessageContaining("Pieces are parts of LoRAs");
        assertThatThrownBy(() -> adapter.factors("base", ModuleId.parse("0.k")))
                .hasMessageContaining("of the method ia3, and only LoRA has factors");
        assertThatThrownBy(() -> layout.withForm(AdapterCodec.SHARED_A)).hasMessageContaining("has no form SHARED_A");
        assertThatThrownBy(() -> Adapter.zero(AdapterLayout.of(CONFIG, AdapterCodec.PROMPT, 2, 2, Set.of()))
                        .in(AdapterLayout.of(CONFIG, AdapterCodec.PROMPT, 3, 3, Set.of())))
                .hasMessageContaining("of the method prompt with 2 virtual tokens does not fit");
    }
}
