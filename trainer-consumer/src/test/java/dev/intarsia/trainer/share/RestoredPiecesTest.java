package dev.intarsia.trainer.share;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.oppu.learn.AdapterVersion;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.schemas.avro.Gate;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.topic.ModuleKey;
import dev.intarsia.trainer.wire.Adapters;
import dev.intarsia.trainer.wire.PieceRecords;
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

        assertThat(restored.bySharer())
                .isEqualTo(Map.of("ada", Map.of("0.q", new PieceMark(3, "base", GateKind.GRADIENT))));
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

    private static Piece piece(long version) {
        AdapterVersion own = new AdapterVersion(version, version - 1, 8, "e8", Instant.EPOCH, "digest");
        return RECORDS.cut("ada", own, Adapters.state(version, 1).adapter(), ModuleId.parse("0.q"));
    }

    private static Gate gate(Piece piece) {
        return RECORDS.gate(piece, new float[] {1});
    }
}
