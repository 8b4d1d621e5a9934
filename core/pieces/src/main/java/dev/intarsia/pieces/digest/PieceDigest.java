package dev.intarsia.pieces.digest;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The digests of a piece and of its gate. Weights and gates are hashed as little-endian 32-bit floats; the gate of a
 * piece is empty where it travels on its own.
 */
public final class PieceDigest {
    private PieceDigest() {}

    /**
     * The digest of a piece as it travels; the buffers' positions stay where they are.
     *
     * @return SHA-256, hexadecimal
     */
    public static String of(ByteBuffer weights, ByteBuffer gate) {
        return new Sha256().bytes(weights).bytes(gate).hex();
    }

    /** The same digest of a piece as it is computed with. */
    public static String of(float[] weights, float[] gate) {
        return of(littleEndian(weights), littleEndian(gate));
    }

    /**
     * The digest of a gate that travels on its own, which it has with no other piece.
     *
     * @param pieceDigest of the piece it belongs to
     * @return SHA-256, hexadecimal
     */
    public static String ofGate(String pieceDigest, ByteBuffer gate) {
        return new Sha256().text(pieceDigest).bytes(gate).hex();
    }

    private static ByteBuffer littleEndian(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes;
    }
}
