package dev.intarsia.schemas.floats;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;

/** Floats to bytes and back; neither direction moves the position of a buffer it is given. */
public final class LittleEndianFloats {
    private LittleEndianFloats() {}

    /** Bytes of the values, 4 each, from position 0 of a buffer of exactly that size. */
    public static ByteBuffer encode(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES));
        bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
        return bytes.order(ByteOrder.BIG_ENDIAN);
    }

    /**
     * The values in the remaining bytes.
     *
     * @throws IllegalArgumentException where the bytes are not a whole number of floats
     */
    public static float[] decode(ByteBuffer bytes) {
        if (bytes.remaining() % Float.BYTES != 0) {
            throw new IllegalArgumentException(bytes.remaining()
                    + " bytes are not a whole number of 32-bit floats; the record was cut or is of another format.");
        }
        float[] values = new float[bytes.remaining() / Float.BYTES];
        bytes.slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }

    /** The first value in the remaining bytes, a whole number of floats, that is no number or larger in size than one. */
    public static Optional<Float> firstBeyond(ByteBuffer bytes, float largest) {
        for (float value : decode(bytes)) {
            // Written so that NaN fails too.
            if (!(Math.abs(value) <= largest)) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /** Whether every value is a number, and none infinite. */
    public static boolean finite(float[] values) {
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return false;
            }
        }
        return true;
    }

    /**
     * The values in the remaining bytes, where their number is known.
     *
     * @param what the field, for the error
     * @throws IllegalArgumentException where there are more or fewer
     */
    public static float[] decode(ByteBuffer bytes, int expected, String what) {
        if (bytes.remaining() != (long) expected * Float.BYTES) {
            throw new IllegalArgumentException(what + " holds " + bytes.remaining() + " bytes where " + expected
                    + " 32-bit floats are " + (long) expected * Float.BYTES
                    + "; the record was cut or is of another base model.");
        }
        return decode(bytes);
    }
}
