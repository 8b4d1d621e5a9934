package dev.intarsia.model.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.model.fixture.OwnA;
import dev.intarsia.model.fixture.RandomAdapter;
import dev.intarsia.pieces.module.ModuleId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Adapters with an A of their own: their layout, their first A, both ways of composing them, and roomier layouts. */
class OwnATest {
    private static final String BASE = "0123456789abcdef";
    private static final ModuleId Q = ModuleId.parse("0.q");
    private static final ModuleId DOWN = ModuleId.parse("0.down");
    private static final AdapterLayout LAYOUT =
            new AdapterLayout(AdapterCodec.OWN_A, 2, 3, List.of(new ModuleShape(Q, 6, 3), new ModuleShape(DOWN, 5, 4)));

    private static Adapter draw(int seed) {
        return RandomAdapter.of(LAYOUT, new Random(seed), 1);
    }

    /** What an adapter adds to a module's weights. */
    private static double[][] effect(Adapter adapter, ModuleId module) {
        Factors factors = adapter.factors(BASE, module);
        double[][] effect = new double[factors.shape().outputs()][];
        for (int output = 0; output < effect.length; output++) {
            effect[output] = factors.row(output, adapter.layout().scale());
        }
        return effect;
    }

    private static void assertSame(double[][] found, double[][] expected) {
        for (int i = 0; i < expected.length; i++) {
            assertThat(found[i]).containsExactly(expected[i], within(1e-5));
        }
    }

    private static double[][] combined(double w, double[][] x, double v, double[][] y) {
        double[][] sum = new double[x.length][x[0].length];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < sum[i].length; j++) {
                sum[i][j] = w * x[i][j] + v * y[i][j];
            }
        }
        return sum;
    }

    @Test
    void shouldHoldBAndThenAOfEachModule() {
        Adapter adapter = draw(1);
        assertThat(LAYOUT.size()).isEqualTo(2 * (6 + 3) + 2 * (5 + 4));
        Factors down = adapter.factors(BASE, DOWN);
        float[] block = adapter.weights(DOWN);
        assertThat(down.b()).hasSize(8).containsExactly(Arrays.copyOf(block, 8));
        assertThat(down.a()).hasSize(10).containsExactly(Arrays.copyOfRange(block, 8, 18));
        double byHand = 0;
        for (int k = 0; k < 2; k++) {
            byHand += 1.5 * down.b()[3 * 2 + k] * down.a()[k * 5 + 4];
        }
        assertThat(effect(adapter, DOWN)[3][4]).isCloseTo(byHand, within(1e-9));
    }

    @Test
    void shouldBeginWithAnADrawnFromTheSeed() {
        Adapter first = Adapter.initial(LAYOUT, 5);
        assertThat(first).isEqualTo(Adapter.initial(LAYOUT, 5)).isNotEqualTo(Adapter.initial(LAYOUT, 6));
        for (ModuleShape module : LAYOUT.modules()) {
            Factors factors = first.factors(BASE, module.id());
            assertThat(factors.b()).containsOnly(0);
            float bound = (float) (1 / Math.sqrt(module.inputs()));
            for (float a : factors.a()) {
                assertThat(a).isBetween(-bound, bound).isNotZero();
            }
        }
        ModuleShape wide = new ModuleShape(Q, 3000, 1);
        Adapter large = Adapter.initial(new AdapterLayout(AdapterCodec.OWN_A, 4, 4, List.of(wide)), 1);
        double square = 0;
        for (float a : large.factors(BASE, Q).a()) {
            square += (double) a * a / 12000;
        }
        assertThat(square * 3000).isCloseTo(1 / 3.0, within(0.02));
    }

    @Test
    void shouldNotBeginFromZero() {
        assertThatThrownBy(() -> AdapterState.zero(LAYOUT)).hasMessageContaining("cannot learn from zero");
        assertThat(AdapterState.initial(LAYOUT, 5).adapter()).isEqualTo(Adapter.initial(LAYOUT, 5));
        AdapterLayout shared = LAYOUT.withForm(AdapterCodec.SHARED_A);
        assertThat(AdapterState.initial(shared, 5)).isEqualTo(AdapterState.zero(shared));
    }

    @Test
    void shouldSumFactorsSeparatelyAsThePaperDoes() {
        Adapter x = draw(1);
        Adapter y = draw(2);
        Adapter sum = Adapter.sum(
                LAYOUT, Map.of(Q, List.of(new Weighted(x.weights(Q), 0.7), new Weighted(y.weights(Q), 0.3))));
        Factors fx = x.factors(BASE, Q);
        Factors fy = y.factors(BASE, Q);
        double expected = 0;
        for (int k = 0; k < 2; k++) {
            expected += 1.5
                    * (0.7 * fx.b()[2 + k] + 0.3 * fy.b()[2 + k])
                    * (0.7 * fx.a()[k * 6 + 5] + 0.3 * fy.a()[k * 6 + 5]);
        }
        assertThat(effect(sum, Q)[1][5]).isCloseTo(expected, within(1e-5));
        assertThat(sum.weights(DOWN)).containsOnly(0);
    }

    @Test
    void shouldKeepTheExactProductWhereAskedTo() {
        Adapter x = draw(1);
        Adapter y = draw(2);
        Adapter product = Adapter.of(Concatenation.of(
                LAYOUT,
                Map.of(
                        Q, List.of(new Weighted(x.weights(Q), 0.7), new Weighted(y.weights(Q), -0.3)),
                        DOWN, List.of(new Weighted(y.weights(DOWN), 2)))));

        assertThat(product.layout().rank()).isEqualTo(4);
        assertThat(product.layout().scale()).isEqualTo(LAYOUT.scale());
        assertSame(effect(product, Q), combined(0.7, effect(x, Q), -0.3, effect(y, Q)));
        assertSame(effect(product, DOWN), combined(0, effect(x, DOWN), 2, effect(y, DOWN)));
        assertThatThrownBy(() -> Concatenation.of(LAYOUT.withForm(AdapterCodec.SHARED_A), Map.of()))
                .hasMessageContaining("plain sum is exact");
    }

    @Test
    void shouldDoTheSameInARoomierLayout() {
        Adapter adapter = draw(3);
        ModuleShape more = new ModuleShape(ModuleId.parse("0.v"), 6, 2);
        AdapterLayout roomy = new AdapterLayout(
                AdapterCodec.OWN_A,
                5,
                4,
                List.of(LAYOUT.modules().get(0), more, LAYOUT.modules().get(1)));

        Adapter fitted = adapter.in(roomy);

        assertSame(effect(fitted, Q), effect(adapter, Q));
        assertSame(effect(fitted, DOWN), effect(adapter, DOWN));
        assertThat(fitted.weights(more.id())).containsOnly(0);
        assertThat(adapter.in(LAYOUT)).isSameAs(adapter);
        assertThatThrownBy(() -> fitted.in(LAYOUT))
                .hasMessageContaining("with its own A of rank 5 at 3 modules does not fit")
                .hasMessageContaining("rank 2 at 2 modules");
        assertThatThrownBy(() -> adapter.in(roomy.withForm(AdapterCodec.SHARED_A)))
                .hasMessageContaining("loaded for adapters with the shared A");
    }

    @Test
    void shouldKeepASharedAdapterInARoomierLayout() {
        AdapterLayout shared = new AdapterLayout(2, 2, LAYOUT.modules());
        Adapter adapter = RandomAdapter.of(shared, new Random(4), 1);
        Adapter roomy = adapter.in(new AdapterLayout(4, 4, LAYOUT.modules()));
        assertSame(effect(roomy, Q), effect(adapter, Q));
        assertSame(effect(OwnA.of(adapter, BASE), DOWN), effect(adapter, DOWN));
    }
}
