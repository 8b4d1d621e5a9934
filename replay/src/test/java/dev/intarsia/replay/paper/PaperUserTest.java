package dev.intarsia.replay.paper;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.model.example.Example;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.module.Projection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PaperUserTest {
    private static final ModuleId MODULE = new ModuleId(0, Projection.Q);

    private final PaperUser user = new PaperUser(16, 32);
    private final List<Integer> sizes = new ArrayList<>();

    @Test
    void shouldAssembleWhenItemsDoubleThenPerBatch() {
        add(40, 1);

        assertThat(sizes).containsExactly(1, 2, 4, 8, 16, 8, 16, 8);
    }

    @Test
    void shouldAverageOverBatches() {
        add(16, 1);
        add(16, 3);
        assertThat(user.table().get(MODULE)).containsExactly(2f);

        add(8, 5);
        assertThat(user.table().get(MODULE)).containsExactly(3f);
    }

    @Test
    void shouldDropOldBatches() {
        add(16, 1);
        add(16, 3);
        add(16, 5);

        assertThat(user.table().get(MODULE)).containsExactly(4f);
    }

    @Test
    void shouldAssembleOnlyBatchesThatStillCount() {
        for (int i = 0; i < 40; i++) {
            user.add(List.of(new Example(new int[] {1, 2}, 1)));
        }

        assertThat(user.due()).extracting(batch -> batch.examples().size()).containsExactly(16, 16, 8);
    }

    @Test
    void shouldHaveNoAdapterBeforeTheFirstItem() {
        assertThat(user.table()).isEmpty();
    }

    private void add(int items, float coefficient) {
        for (int i = 0; i < items; i++) {
            user.add(List.of(new Example(new int[] {1, 2}, 1)));
            user.due().forEach(batch -> {
                sizes.add(batch.examples().size());
                batch.assembled(Map.of(MODULE, new float[] {coefficient}));
            });
        }
    }
}
