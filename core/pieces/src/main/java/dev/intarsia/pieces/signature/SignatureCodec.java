package dev.intarsia.pieces.signature;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.intarsia.pieces.module.ModuleId;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The bytes {@link UserStatistics} are kept as: a version byte, then little-endian
 *
 * <ul>
 *   <li>1, a sum without a reference time: the number of events (long), the weight (double), the number of modules (int), and
 *       per module its name (a length byte and ASCII), its length (int) and its 32-bit floats;
 *   <li>2, a sum with one: the same, with the reference time's seconds (long) and nanoseconds (int) before the modules;
 *   <li>3, a window: as {@link WindowCodec} says.
 * </ul>
 */
public final class SignatureCodec {
    private static final byte UNDATED = 1;
    private static final byte DATED = 2;
    private static final byte WINDOW = 3;
    private static final int HEADER = 1 + Long.BYTES + Double.BYTES + Integer.BYTES;
    private static final int TIME = Long.BYTES + Integer.BYTES;

    private SignatureCodec() {}

    /** What is kept of a user's events, as bytes. */
    public static byte[] write(UserStatistics statistics) {
        return statistics instanceof SignatureWindow window ? WindowCodec.write(window, WINDOW) : sum(statistics.sum());
    }

    private static byte[] sum(SignatureSum sum) {
        int size = HEADER + TIME;
        for (Map.Entry<ModuleId, float[]> module : sum.sums().entrySet()) {
            size += 1 + module.getKey().text().length() + Integer.BYTES + Float.BYTES * module.getValue().length;
        }
        Instant reference = sum.reference().orElse(null);
        ByteBuffer bytes = ByteBuffer.allocate(reference == null ? size - TIME : size)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(reference == null ? UNDATED : DATED)
                .putLong(sum.events())
                .putDouble(sum.weight());
        if (reference != null) {
            bytes.putLong(reference.getEpochSecond()).putInt(reference.getNano());
        }
        bytes.putInt(sum.sums().size());
        sum.forEach((module, vector) -> {
            putName(bytes, module);
            bytes.putInt(vector.length);
            putVector(bytes, vector);
        });
        return bytes.array();
    }

    static void putName(ByteBuffer bytes, ModuleId module) {
        byte[] name = module.text().getBytes(US_ASCII);
        bytes.put((byte) name.length).put(name);
    }

    static void putVector(ByteBuffer bytes, float[] vector) {
        bytes.asFloatBuffer().put(vector);
        bytes.position(bytes.position() + Float.BYTES * vector.length);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException when the version is unknown, or the bytes are cut, longer or otherwise damaged
     */
    public static UserStatistics read(byte[] form) {
        ByteBuffer bytes = ByteBuffer.wrap(form).order(ByteOrder.LITTLE_ENDIAN);
        try {
            UserStatistics read = read(bytes.get(), bytes);
            if (bytes.hasRemaining()) {
                throw damaged(form.length, "has " + bytes.remaining() + " bytes too many", null);
            }
            return read;
        } catch (BufferUnderflowException e) {
            throw damaged(form.length, "ends too soon", e);
        } catch (DateTimeException e) {
            throw damaged(form.length, "has a time that is none", e);
        }
    }

    private static UserStatistics read(byte version, ByteBuffer bytes) {
        return switch (version) {
            case UNDATED, DATED -> sum(bytes, version == DATED);
            case WINDOW -> WindowCodec.read(bytes);
            default ->
                throw new IllegalArgumentException("The stored signature has form " + version
                        + ", this program reads forms " + UNDATED + " to " + WINDOW
                        + "; run the version that wrote it, or reset the assembler's state.");
        };
    }

    private static SignatureSum sum(ByteBuffer bytes, boolean dated) {
        long events = bytes.getLong();
        double weight = bytes.getDouble();
        Instant reference = dated ? time(bytes) : null;
        SortedMap<ModuleId, float[]> sums = new TreeMap<>();
        for (int left = bytes.getInt(); left > 0; left--) {
            ModuleId module = module(bytes);
            sums.put(module, vector(bytes, bytes.getInt()));
        }
        return new SignatureSum(sums, events, weight, reference);
    }

    static Instant time(ByteBuffer bytes) {
        return Instant.ofEpochSecond(bytes.getLong(), bytes.getInt());
    }

    static ModuleId module(ByteBuffer bytes) {
        byte[] name = new byte[Byte.toUnsignedInt(bytes.get())];
        bytes.get(name);
        return ModuleId.parse(new String(name, US_ASCII));
    }

    static float[] vector(ByteBuffer bytes, int length) {
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
