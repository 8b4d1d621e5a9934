package dev.intarsia.trainer.share;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.oppu.learn.AdapterVersion;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.schemas.avro.Gate;
import dev.intarsia.schemas.floats.LittleEndianFloats;
import dev.intarsia.trainer.wire.Adapters;
import dev.intarsia.trainer.wire.PieceRecords;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PieceMarkTest {
    @Test
    void shouldKnowAPieceWithItsGateWhicheverIsReadFirst() {
        PieceMark gateFirst = PieceMark.afterPiece(PieceMark.afterGate(null, gate(3, GateKind.GRADIENT)), 3);
        PieceMark pieceFirst = PieceMark.afterGate(PieceMark.afterPiece(null, 3), gate(3, GateKind.GRADIENT));

        assertThat(gateFirst).isEqualTo(pieceFirst).isEqualTo(new PieceMark(3, "base", GateKind.GRADIENT, floats(3)));
        assertThat(pieceFirst.whole()).isTrue();
    }

    @Test
    void shouldNotBeWholeWithoutTheGateOfThePiece() {
        PieceMark noGate = PieceMark.afterPiece(null, 2);
        PieceMark otherGate = PieceMark.afterPiece(PieceMark.afterGate(null, gate(2, GateKind.GRADIENT)), 3);
        PieceMark noPiece = PieceMark.afterGate(null, gate(2, GateKind.GRADIENT));

        assertThat(noGate).isNotNull();
        assertThat(noGate.whole()).isFalse();
        assertThat(otherGate).isNotNull();
        assertThat(otherGate.whole()).isFalse();
        assertThat(noPiece.whole()).isFalse();
        assertThat(new PieceMark(2, "base", GateKind.GRADIENT).outdated().whole())
                .isFalse();
    }

    @Test
    void shouldBeGoneOnceBothAreWithdrawn() {
        PieceMark whole = new PieceMark(2, "base", GateKind.GRADIENT);
        PieceMark noPiece = PieceMark.afterPiece(whole, 0);
        PieceMark noGate = PieceMark.afterGateWithdrawn(whole);

        assertThat(noPiece).isNotNull();
        assertThat(noGate).isNotNull();
        assertThat(PieceMark.afterGateWithdrawn(noPiece)).isNull();
        assertThat(PieceMark.afterPiece(noGate, 0)).isNull();
        assertThat(PieceMark.afterPiece(null, 0)).isNull();
        assertThat(PieceMark.afterGateWithdrawn(null)).isNull();
    }

    @Test
    void shouldTakeTheSketchThatStandsBesideAnActivationGate() {
        assertThat(PieceMark.afterGate(null, gate(2, GateKind.ACTIVATION)))
                .isEqualTo(new PieceMark(2, "base", GateKind.ACTIVATION, floats(9), 0));
    }

    private static Gate gate(long version, GateKind kind) {
        PieceRecords records = new PieceRecords("base", Adapters.LAYOUT, kind);
        AdapterVersion own = new AdapterVersion(version, version - 1, 8, "e8", Instant.EPOCH, "digest");
        return records.gate(
                records.cut("ada", own, Adapters.state(version, 1).adapter(), ModuleId.parse("0.q")),
                new float[] {version},
                floats(9));
    }

    private static ByteBuffer floats(float value) {
        return LittleEndianFloats.encode(new float[] {value});
    }
}
