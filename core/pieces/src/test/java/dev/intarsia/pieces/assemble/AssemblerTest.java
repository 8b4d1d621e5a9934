package dev.intarsia.pieces.assemble;

import static dev.intarsia.pieces.fixture.Draws.BASE;
import static dev.intarsia.pieces.fixture.Draws.Q0;
import static dev.intarsia.pieces.fixture.Draws.V0;
import static dev.intarsia.pieces.fixture.Draws.piece;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.pieces.fixture.Draws;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.pieces.pool.PieceGate;
import dev.intarsia.pieces.pool.PieceId;
import dev.intarsia.pieces.pool.PiecePool;
import dev.intarsia.pieces.signature.Decay;
import dev.intarsia.pieces.signature.SignatureSum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AssemblerTest {
    private static final PiecePool EMPTY = PiecePool.empty(BASE, GateKind.GRADIENT);
    private static final RidgeWeights RIDGE = new RidgeWeights(0.1, 1, 0, 0);

    @Test
    void shouldNameThePiecesAtEachModuleInOrder() {
        PiecePool pool = EMPTY.with(
                List.of(piece("b", Q0, 7, 0, 2), piece("a", Q0, 3, 2, 0), piece("a", V0, 3, 1, 0)), List.of());
        SignatureSum signature = signature(Map.of(V0, new float[] {1, 0}, Q0, new float[] {1, 1}));

        Assembly assembly = Assembler.of(pool, RIDGE).assemble(signature);

        float half = (float) Math.sqrt(0.5);
        assertThat(assembly)
                .isEqualTo(new Assembly(
                        pool.version(),
                        List.of(
                                new ModuleAssembly(
                                        Q0,
                                        List.of(
                                                new WeightedPiece("a", 3, half, 2),
                                                new WeightedPiece("b", 7, half, 2))),
                                new ModuleAssembly(V0, List.of(new WeightedPiece("a", 3, 1, 1)))),
                        4 * half + 1));
    }

    @Test
    void shouldGiveNothingFromAnEmptyPoolOrForNoEvents() {
        PiecePool pool = EMPTY.with(List.of(piece("a", Q0, 1, 1, 0)), List.of());

        assertThat(Assembler.of(EMPTY, RIDGE)
                        .assemble(signature(Map.of(Q0, new float[] {1, 0})))
                        .modules())
                .isEmpty();
        assertThat(Assembler.of(pool, RIDGE).assemble(SignatureSum.empty()).modules())
                .isEmpty();
    }

    @Test
    void shouldLeaveOutModulesThatCannotBeScored() {
        PiecePool pool = EMPTY.with(List.of(piece("a", Q0, 1, 1, 0)), List.of());

        Assembly assembly = Assembler.of(pool, RIDGE)
                .assemble(signature(Map.of(Q0, new float[] {1, 0, 0}, V0, new float[] {1, 0})));

        assertThat(assembly.modules()).isEmpty();
    }

    @Test
    void shouldFollowThePoolAsIfMadeForItAnew() {
        Draws draws = new Draws(1);
        List<PieceGate> pieces = new ArrayList<>();
        for (ModuleId module : List.of(Q0, V0)) {
            for (int sharer = 0; sharer < 5; sharer++) {
                pieces.add(draws.piece("s" + sharer, module, 8));
            }
        }
        PiecePool before = EMPTY.with(pieces, List.of());
        PiecePool after = before.with(List.of(piece("s1", V0, 2, draws.vector(8))), List.of(new PieceId("s2", V0)));
        SignatureSum signature = SignatureSum.empty().add(draws.signature(8), Decay.none());
        Assembler assembler = Assembler.of(before, RIDGE);

        Assembler followed = assembler.on(after);

        assertThat(followed.assemble(signature))
                .isEqualTo(Assembler.of(after, RIDGE).assemble(signature));
        assertThat(followed.assemble(signature).modules().get(0))
                .isEqualTo(assembler.assemble(signature).modules().get(0));
        assertThat(followed.assemble(signature).modules().get(1))
                .isNotEqualTo(assembler.assemble(signature).modules().get(1));
        assertThat(assembler.on(before)).isSameAs(assembler);
    }

    @Test
    void shouldHaveADigestOfContentAlone() {
        List<ModuleAssembly> modules = List.of(new ModuleAssembly(Q0, List.of(new WeightedPiece("a", 1, 0.5f, 0))));
        String digest = new Assembly(1, modules, 0).digest();

        assertThat(digest).isEqualTo("c6ebeed1a89df8c84e105fc7dc73953f2fe343acb08f464823bfb3502808d1d8");
        assertThat(new Assembly(2, modules, 0).digest()).isEqualTo(digest);
        assertThat(new Assembly(1, List.of(new ModuleAssembly(Q0, List.of(new WeightedPiece("a", 1, 0.25f, 0)))), 0)
                        .digest())
                .isNotEqualTo(digest);
        assertThat(new Assembly(1, List.of(new ModuleAssembly(Q0, List.of(new WeightedPiece("a", 2, 0.5f, 0)))), 0)
                        .digest())
                .isNotEqualTo(digest);
        assertThat(new Assembly(1, List.of(new ModuleAssembly(V0, List.of(new WeightedPiece("a", 1, 0.5f, 0)))), 0)
                        .digest())
                .isNotEqualTo(digest);
    }

    private static SignatureSum signature(Map<ModuleId, float[]> event) {
        return SignatureSum.empty().add(event, Decay.none());
    }
}
