package dev.intarsia.assembler.pool;

import dev.intarsia.pieces.digest.PieceDigest;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.pieces.pool.PieceGate;
import dev.intarsia.pieces.pool.PieceId;
import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.floats.LittleEndianFloats;
import dev.intarsia.schemas.topic.ModuleKey;
import java.nio.ByteBuffer;

/**
 * Checks pieces and reads their gates.
 *
 * @param sketch numbers a gradient gate must have
 */
public record PieceReading(int sketch) {
    /**
     * Checks a piece as it came.
     *
     * @throws IllegalArgumentException when it contradicts its digest, or its gate cannot be compared
     */
    void check(ModuleKey key, Piece piece) {
        require(
                PieceDigest.of(piece.getWeights(), piece.getGate()).equals(piece.getDigest()),
                "The digest of piece " + key + " is not that of its weights and gate");
        int length = gate(piece).length();
        boolean gradient = piece.getGateKind() == dev.intarsia.schemas.avro.GateKind.GRADIENT;
        require(
                !gradient || length == sketch,
                "The gate of piece " + key + " has " + length + " numbers where signatures.sketch is " + sketch);
    }

    private static void require(boolean condition, String problem) {
        if (!condition) {
            throw new IllegalArgumentException(problem + "; see that the trainer and the assembler are of one version "
                    + "and have the same settings.");
        }
    }

    /** The piece without its weights, which assembling does not need. */
    static Piece withoutWeights(Piece piece) {
        return Piece.newBuilder(piece).setWeights(ByteBuffer.allocate(0)).build();
    }

    /** The gate of a piece as it travels. */
    static PieceGate gate(Piece piece) {
        return new PieceGate(
                new PieceId(piece.getSharer(), ModuleId.parse(piece.getModule())),
                piece.getVersion(),
                piece.getBaseModel(),
                GateKind.valueOf(piece.getGateKind().name()),
                piece.getDigest(),
                LittleEndianFloats.decode(piece.getGate()));
    }
}
