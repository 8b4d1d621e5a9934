package dev.intarsia.pieces.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.pieces.fixture.Draws;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.module.Projection;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.pieces.pool.PieceGate;
import dev.intarsia.pieces.pool.PiecePool;
import dev.intarsia.pieces.signature.SignatureSum;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignatureRowsTest {
    private static final int DIRECTIONS = 3;

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 7, 8, 13})
    void shouldMultiplyASignatureWithTheSumOfScaledGates(int modules) {
        Draws draws = new Draws(modules);
        List<PieceGate> gates = gates(draws, modules);
        float[] factors = draws.vector(DIRECTIONS);
        SignatureRows rows = rows(gates);
        gates.forEach(gate -> rows.add(gate.module(), gate.gate(), factors));
        SortedMap<ModuleId, float[]> signature = new TreeMap<>();
        gates.forEach(gate -> signature.put(gate.module(), draws.vector(gate.length())));

        float[] products = rows.times(SignatureSum.empty().add(signature));

        double score = gates.stream()
                .mapToDouble(gate -> gate.score(signature.get(gate.module())))
                .sum();
        assertThat(products).hasSize(DIRECTIONS);
        for (int direction = 0; direction < DIRECTIONS; direction++) {
            assertThat((double) products[direction]).isCloseTo(factors[direction] * score, within(1e-4));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 4})
    void shouldPassOverModulesThatTheSignatureLacksOrHasInAnotherLength(int odd) {
        Draws draws = new Draws(odd);
        List<PieceGate> gates = gates(draws, 5);
        SignatureRows rows = rows(gates);
        gates.forEach(gate -> rows.add(gate.module(), gate.gate(), new float[] {1, 1, 1}));
        SortedMap<ModuleId, float[]> all = new TreeMap<>();
        gates.forEach(gate -> all.put(gate.module(), draws.vector(gate.length())));
        SortedMap<ModuleId, float[]> without = new TreeMap<>(all);
        without.remove(gates.get(odd).module());
        SortedMap<ModuleId, float[]> longer = new TreeMap<>(all);
        longer.put(gates.get(odd).module(), draws.vector(99));

        assertThat(rows.times(SignatureSum.empty().add(longer)))
                .isEqualTo(rows.times(SignatureSum.empty().add(without)));
    }

    private static SignatureRows rows(List<PieceGate> gates) {
        PiecePool pool = PiecePool.empty(Draws.BASE, GateKind.GRADIENT).with(gates, List.of());
        return new SignatureRows(pool.modules().values(), DIRECTIONS);
    }

    /** Most of one length, and every fifth of another. */
    private static List<PieceGate> gates(Draws draws, int modules) {
        List<PieceGate> gates = new ArrayList<>();
        for (int module = 0; module < modules; module++) {
            gates.add(draws.piece("ada", new ModuleId(module, Projection.Q), module % 5 == 4 ? 9 : 37));
        }
        return gates;
    }
}
