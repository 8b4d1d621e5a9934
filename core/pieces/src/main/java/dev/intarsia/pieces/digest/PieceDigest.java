package dev.intarsia.pieces.digest;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The digest of a piece: over its weights and its gate, both as little-endian 32-bit floats. */
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

    private static ByteBuffer littleEndian(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes;
    }
}
