package dev.intarsia.pieces.pool;

import static java.util.Objects.requireNonNull;

import dev.intarsia.pieces.module.ModuleId;
import java.util.Arrays;

/**
 * What the pool knows of a piece: everything but its weights.
 *
 * @param id whose piece, and where
 * @param version of the sharer's adapter it was cut from
 * @param baseModel fingerprint of the base model
 * @param kind what the gate can be compared with
 * @param digest SHA-256 of weights and gate, hexadecimal
 * @param gate the vector whose dot product with a signature is the score; copied in and out
 */
public record PieceGate(PieceId id, long version, String baseModel, GateKind kind, String digest, float[] gate) {
    private static final float LARGEST = 1e15f;

    public PieceGate {
        requireNonNull(id, "id");
        requireNonNull(baseModel, "baseModel");
        requireNonNull(kind, "kind");
        requireNonNull(digest, "digest");
        gate = gate.clone();
    }

    @Override
    public float[] gate() {
        return gate.clone();
    }

    /** The user who shares it. */
    public String sharer() {
        return id.sharer();
    }

    /** Where it acts. */
    public ModuleId module() {
        return id.module();
    }

    /** Whether the gate has numbers, all finite and within 1e15, so that no score can overflow. */
    boolean sound() {
        for (float value : gate) {
            // Written so that NaN fails too.
            if (!(Math.abs(value) <= LARGEST)) {
                return false;
            }
        }
        return gate.length > 0;
    }

    /**
     * The dot product with a signature.
     *
     * @param signature of the gate's length
     */
    public double score(float[] signature) {
        if (signature.length != gate.length) {
            throw new IllegalArgumentException("A gate of " + gate.length + " numbers cannot score a signature of "
                    + signature.length + "; both need the same sketch size.");
        }
        return product(gate, signature);
    }

    /** In eight parts, since one sum would wait for each of its additions. */
    private static double product(float[] one, float[] other) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        float e = 0;
        float f = 0;
        float g = 0;
        float h = 0;
        int whole = one.length & ~7;
        for (int i = 0; i < whole; i += 8) {
            a += one[i] * other[i];
            b += one[i + 1] * other[i + 1];
            c += one[i + 2] * other[i + 2];
            d += one[i + 3] * other[i + 3];
            e += one[i + 4] * other[i + 4];
            f += one[i + 5] * other[i + 5];
            g += one[i + 6] * other[i + 6];
            h += one[i + 7] * other[i + 7];
        }
        double rest = 0;
        for (int i = whole; i < one.length; i++) {
            rest += one[i] * other[i];
        }
        return ((double) a + b + c + d) + ((double) e + f + g + h) + rest;
    }

    /** The Euclidean norm of the gate. */
    public double norm() {
        return Math.sqrt(score(gate));
    }

    /** The gate itself, not to be changed. */
    float[] numbers() {
        return gate;
    }

    /** Length of the gate. */
    public int length() {
        return gate.length;
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof PieceGate that
                        && id.equals(that.id)
                        && version == that.version
                        && baseModel.equals(that.baseModel)
                        && kind == that.kind
                        && digest.equals(that.digest)
                        && Arrays.equals(gate, that.gate);
    }

    @Override
    public int hashCode() {
        return id.hashCode() * 31 + Long.hashCode(version);
    }

    @Override
    public String toString() {
        return "PieceGate[" + sharer() + "/" + module() + " version " + version + "]";
    }
}
