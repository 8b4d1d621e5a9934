package dev.intarsia.model.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.pieces.module.ModuleId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AdapterTest {
    private static final ModuleId Q = ModuleId.parse("0.q");
    private static final ModuleId V = ModuleId.parse("0.v");
    private static final AdapterLayout LAYOUT =
            new AdapterLayout(2, 4, List.of(new ModuleShape(Q, 6, 3), new ModuleShape(V, 6, 2)));

    private static float[] draw(int seed, int length) {
        Random random = new Random(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static Adapter adapter(int seed) {
        return Adapter.of(AdapterValues.of(LAYOUT, draw(seed, LAYOUT.size())));
    }

    @Test
    void shouldComeBackFromItsBytes() {
        Adapter adapter = adapter(1);
        Map<ModuleId, byte[]> bytes = new HashMap<>();
        LAYOUT.modules().forEach(module -> bytes.put(module.id(), adapter.bytes(module.id())));

        Adapter read = Adapter.ofBytes(LAYOUT, bytes);

        assertThat(read).isEqualTo(adapter);
        assertThat(read.digest()).isEqualTo(adapter.digest()).hasSize(64);
    }

    @Test
    void shouldWriteLittleEndianRowsOfEachModule() {
        float[] values = new float[LAYOUT.size()];
        values[1] = 1;
        values[6] = -2;
        Adapter adapter = Adapter.of(AdapterValues.of(LAYOUT, values));

        assertThat(adapter.bytes(Q)).startsWith(0, 0, 0, 0, 0, 0, 0x80, 0x3f).hasSize(24);
        assertThat(adapter.bytes(V)).startsWith(0, 0, 0, 0xc0).hasSize(16);
        assertThat(adapter.weights(V)).containsExactly(-2, 0, 0, 0);
        // Of the bytes above, computed elsewhere: other programs check this digest.
        assertThat(adapter.digest()).isEqualTo("5321bb7fe2ddfd0fc29926b92c130c3bd302b7f46aceba89c7f3d3f8bd2aef59");
    }

    @Test
    void shouldNotChangeWithTheArraysItWasMadeFromOrGives() {
        float[] values = draw(3, LAYOUT.size());
        Adapter adapter = Adapter.of(AdapterValues.of(LAYOUT, values));
        float before = values[0];
        values[0] = 99;
        adapter.weights(Q)[0] = 99;
        adapter.values().toArray()[0] = 99;

        assertThat(adapter.weights(Q)[0]).isEqualTo(before);
    }

    @Test
    void shouldHaveAnotherDigestWhenOneNumberDiffers() {
        float[] values = draw(1, LAYOUT.size());
        values[9] = Math.nextUp(values[9]);
        assertThat(Adapter.of(AdapterValues.of(LAYOUT, values)).digest())
                .isNotEqualTo(adapter(1).digest());
        assertThat(Adapter.zero(LAYOUT).digest()).isNotEqualTo(adapter(1).digest());
    }

    @Test
    void shouldSumPiecesExactly() {
        Adapter a = adapter(1);
        Adapter b = adapter(2);

        Adapter sum = Adapter.sum(
                LAYOUT,
                Map.of(
                        Q, List.of(new Weighted(a.weights(Q), 0.5), new Weighted(b.weights(Q), -2)),
                        V, List.of(new Weighted(b.weights(V), 1))));

        for (int i = 0; i < 6; i++) {
            assertThat(sum.weights(Q)[i]).isEqualTo((float) (0.5 * a.weights(Q)[i] - 2.0 * b.weights(Q)[i]));
        }
        assertThat(sum.weights(V)).containsExactly(b.weights(V));
        assertThat(Adapter.sum(LAYOUT, Map.of())).isEqualTo(Adapter.zero(LAYOUT));
    }

    @Test
    void shouldSayWhichPieceDoesNotFit() {
        assertThatThrownBy(() -> Adapter.sum(LAYOUT, Map.of(Q, List.of(new Weighted(new float[5], 1)))))
                .hasMessageContaining("at module 0.q holds 6 numbers, not 5");
        assertThatThrownBy(() -> Adapter.sum(LAYOUT, Map.of(ModuleId.parse("1.q"), List.of())))
                .hasMessageContaining("no module 1.q; it has 0.q to 0.v (2 modules)");
        assertThatThrownBy(() -> Adapter.ofBytes(LAYOUT, Map.of(Q, new byte[24])))
                .hasMessageContaining("Module 0.v needs 16 bytes, but there are none");
        assertThatThrownBy(() -> AdapterValues.of(LAYOUT, new float[9]))
                .hasMessageContaining("holds 10 numbers, not 9");
    }

    @Test
    void shouldStartWithAFreshOptimizer() {
        AdapterState state = AdapterState.zero(LAYOUT);
        assertThat(state.adapter()).isEqualTo(Adapter.zero(LAYOUT));
        assertThat(state.steps()).isZero();
        AdapterLayout other = new AdapterLayout(1, 4, LAYOUT.modules());
        assertThatThrownBy(() -> new AdapterState(
                        Adapter.zero(LAYOUT), AdapterValues.zero(other), AdapterValues.zero(LAYOUT), 0))
                .hasMessageContaining("one layout");
    }

    @Test
    void shouldKnowNumbersThatAreNone() {
        float[] values = draw(1, LAYOUT.size());
        assertThat(AdapterValues.of(LAYOUT, values).finite()).isTrue();
        values[4] = Float.NaN;
        assertThat(AdapterValues.of(LAYOUT, values).finite()).isFalse();
    }
}
