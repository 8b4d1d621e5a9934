package dev.intarsia.trainer.share;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.oppu.learn.AdapterVersion;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.schemas.avro.Gate;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.floats.LittleEndianFloats;
import dev.intarsia.schemas.topic.ModuleKey;
import dev.intarsia.trainer.wire.Adapters;
import dev.intarsia.trainer.wire.PieceRecords;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RestoredPiecesTest {
    private static final PieceRecords RECORDS = new PieceRecords("base", Adapters.LAYOUT, GateKind.GRADIENT);
    private static final ModuleKey KEY = new ModuleKey("ada", "0.q");

    private final RestoredPieces restored = new RestoredPieces();

    @Test
    void shouldKnowAPieceWithItsGateWhicheverIsReadFirst() {
        restored.gate(gate(piece(2)));
        restored.piece(piece(1));
        restored.gate(gate(piece(3)));
        restored.piece(piece(2));
        restored.piece(piece(3));

        assertThat(restored.bySharer()).isEqualTo(Map.of("ada", Map.of("0.q", mark(3))));
    }

    @Test
    void shouldHaveAPieceWithoutAGatePublishedAgain() {
        restored.piece(piece(2));

        assertThat(restored.bySharer()).isEqualTo(Map.of("ada", Map.of("0.q", PieceMark.TORN)));
    }

    @Test
    void shouldHaveAPieceWithTheGateOfAnotherPublishedAgain() {
        restored.gate(gate(piece(2)));
        restored.piece(piece(3));

        assertThat(restored.bySharer()).isEqualTo(Map.of("ada", Map.of("0.q", PieceMark.TORN)));
    }

    @Test
    void shouldStillKnowAGateWhosePieceIsGone() {
        restored.piece(piece(2));
        restored.gate(gate(piece(2)));

        restored.pieceWithdrawn(KEY);

        assertThat(restored.bySharer()).isEqualTo(Map.of("ada", Map.of("0.q", PieceMark.TORN)));
    }

    @Test
    void shouldKnowNothingOnceBothAreWithdrawn() {
        restored.piece(piece(2));
        restored.gate(gate(piece(2)));

        restored.gateWithdrawn(KEY);
        restored.pieceWithdrawn(KEY);

        assertThat(restored.bySharer()).isEmpty();
    }

    @Test
    void shouldKnowTheSketchOfActivationGatesPieces() {
        PieceRecords records = new PieceRecords("base", Adapters.LAYOUT, GateKind.ACTIVATION);
        ByteBuffer sketch = LittleEndianFloats.encode(new float[] {7});
        restored.piece(piece(2));
        restored.gate(records.gate(piece(2), new float[] {1, 2, 3}, sketch));

        assertThat(restored.bySharer())
                .isEqualTo(Map.of("ada", Map.of("0.q", new PieceMark(2, "base", GateKind.ACTIVATION, sketch))));
    }

    private static PieceMark mark(long version) {
        return new PieceMark(version, "base", GateKind.GRADIENT, LittleEndianFloats.encode(new float[] {version}));
    }

    private static Piece piece(long version) {
        AdapterVersion own = new AdapterVersion(version, version - 1, 8, "e8", Instant.EPOCH, "digest");
        return RECORDS.cut("ada", own, Adapters.state(version, 1).adapter(), ModuleId.parse("0.q"));
    }

    private static Gate gate(Piece piece) {
        return RECORDS.gate(piece, new float[] {piece.getVersion()}, ByteBuffer.allocate(0));
    }
}
