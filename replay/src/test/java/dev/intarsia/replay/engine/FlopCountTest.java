package dev.intarsia.replay.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.checkpoint.AttentionShape;
import dev.intarsia.model.checkpoint.ModelConfig;
import dev.intarsia.model.checkpoint.Rope;
import dev.intarsia.pieces.module.Projection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FlopCountTest {
    /** Width 4, feed-forward 6, one layer, two heads of two with one for keys and values, 10 tokens. */
    private static final ModelConfig CONFIG = new ModelConfig(
            "llama", 4, 6, 1, AttentionShape.plain(2, 1, 2), Rope.plain(10_000), 1e-5, 10, 16, true, 1, List.of(2));

    private static final AdapterLayout LAYOUT = AdapterLayout.of(CONFIG, 3, 3, Set.of(Projection.Q));

    /** q and o 4×4, k and v 4×2, gate, up and down 4×6 each: 120 weights. */
    private static final double PER_TOKEN = 2 * 120;

    @Test
    void shouldCountAForwardPass() {
        double attention = 3 * 4.0 * 4;
        double head = 2.0 * 4 * 10;

        assertThat(new FlopCount(CONFIG, LAYOUT).forward(2, 1, false)).isEqualTo(2 * PER_TOKEN + attention + head);
    }

    @Test
    void shouldAddTheAdaptersFlops() {
        FlopCount count = new FlopCount(CONFIG, LAYOUT);

        assertThat(count.forward(2, 1, true) - count.forward(2, 1, false)).isEqualTo(2 * 2.0 * 3 * (4 + 4));
    }

    @Test
    void shouldCountTrainingAsTwoMorePassesPlusTheAdaptersOwn() {
        FlopCount count = new FlopCount(CONFIG, LAYOUT);

        assertThat(count.training(2, 1)).isEqualTo(2 * count.forward(2, 1, true) + 2 * 2.0 * 3 * (4 + 4));
    }
}
