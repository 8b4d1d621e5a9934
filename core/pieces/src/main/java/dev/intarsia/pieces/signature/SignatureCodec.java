package dev.intarsia.pieces.signature;

import dev.intarsia.pieces.module.ModuleId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The bytes a {@link SignatureSum} is kept as: a version byte (1), then little-endian the number of events (long), the
 * weight (double), the number of modules (int), and per module its name (a length byte and ASCII), its length (int) and
 * its 32-bit floats.
 */
public final class SignatureCodec {
    private static final byte VERSION = 1;
    private static final int HEADER = 1 + Long.BYTES + Double.BYTES + Integer.BYTES;

    private SignatureCodec() {}

    /** The sum as bytes. */
    public static byte[] write(SignatureSum sum) {
        int size = HEADER;
        for (ModuleId module : sum.modules()) {
            size += 1 + module.text().length() + Integer.BYTES + Float.BYTES * sum.sum(module).length;
        }
        ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put(VERSION)
                .putLong(sum.events())
                .putDouble(sum.weight())
                .putInt(sum.modules().size());
        for (ModuleId module : sum.modules()) {
            byte[] name = module.text().getBytes(StandardCharsets.US_ASCII);
            float[] vector = sum.sum(module);
            bytes.put((byte) name.length).put(name).putInt(vector.length);
            bytes.asFloatBuffer().put(vector);
            bytes.position(bytes.position() + Float.BYTES * vector.length);
        }
        return bytes.array();
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException when the version is unknown, or the bytes are cut, longer or otherwise damaged
     */
    public static SignatureSum read(byte[] form) {
        ByteBuffer bytes = ByteBuffer.wrap(form).order(ByteOrder.LITTLE_ENDIAN);
        try {
            byte version = bytes.get();
            if (version != VERSION) {
                throw new IllegalArgumentException("The stored signature has form " + version + ", this program reads "
                        + "form " + VERSION + "; run the version that wrote it, or reset the assembler's state.");
            }
            long events = bytes.getLong();
            double weight = bytes.getDouble();
            SortedMap<ModuleId, float[]> sums = new TreeMap<>();
            for (int left = bytes.getInt(); left > 0; left--) {
                sums.put(ModuleId.parse(name(bytes)), vector(bytes));
            }
            if (bytes.hasRemaining()) {
                throw damaged(form.length, "has " + bytes.remaining() + " bytes too many", null);
            }
            return new SignatureSum(sums, events, weight);
        } catch (BufferUnderflowException e) {
            throw damaged(form.length, "ends too soon", e);
        }
    }

    private static String name(ByteBuffer bytes) {
        byte[] name = new byte[Byte.toUnsignedInt(bytes.get())];
        bytes.get(name);
        return new String(name, StandardCharsets.US_ASCII);
    }

    private static float[] vector(ByteBuffer bytes) {
        int length = bytes.getInt();
        if (length < 0 || length > bytes.remaining() / Float.BYTES) {
            throw new BufferUnderflowException();
        }
        float[] vector = new float[length];
        bytes.asFloatBuffer().get(vector);
        bytes.position(bytes.position() + Float.BYTES * length);
        return vector;
    }

    private static IllegalArgumentException damaged(int length, String how, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "The stored signature of " + length + " bytes " + how + "; restore the state it came from.", cause);
    }
}
