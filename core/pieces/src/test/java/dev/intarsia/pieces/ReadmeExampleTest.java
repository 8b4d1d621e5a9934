package dev.intarsia.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.pieces.assemble.Assembler;
import dev.intarsia.pieces.assemble.Assembly;
import dev.intarsia.pieces.assemble.RidgeWeights;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.pieces.pool.PieceGate;
import dev.intarsia.pieces.pool.PieceId;
import dev.intarsia.pieces.pool.PiecePool;
import dev.intarsia.pieces.signature.SignatureSum;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The example of the module's README, compiled and run as it stands there. */
class ReadmeExampleTest {
    @Test
    void shouldRunTheExampleOfTheReadme() throws Exception {
        // example
        ModuleId module = ModuleId.parse("0.q");
        float[] gate = {1, 0, 2};
        PieceGate piece = new PieceGate(new PieceId("bob", module), 1, "base", GateKind.GRADIENT, "digest", gate);
        PiecePool pool = PiecePool.empty("base", GateKind.GRADIENT).with(List.of(piece), List.of());
        Assembler assembler = Assembler.of(pool, new RidgeWeights(0.01, 1, 4, 0));

        float[] signature = {0.5f, 0, 1};
        SignatureSum ada = SignatureSum.empty().add(Map.of(module, signature));
        Assembly adapter = assembler.assemble(ada);
        // end of example

        assertThat(adapter.modules()).singleElement().satisfies(assembled -> {
            assertThat(assembled.module()).isEqualTo(module);
            assertThat(assembled.pieces()).singleElement().satisfies(one -> {
                assertThat(one.sharer()).isEqualTo("bob");
                assertThat(one.weight()).isPositive();
            });
        });
    }
}
