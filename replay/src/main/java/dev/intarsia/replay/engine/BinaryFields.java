package dev.intarsia.replay.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.adapter.AdapterValues;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The binary format of texts and numbers in the files that a replay stores for a resumed run. */
public final class BinaryFields {
    private BinaryFields() {}

    /** A text of any length. */
    public static void write(DataOutput out, String text) throws IOException {
        write(out, text.getBytes(UTF_8));
    }

    public static String text(DataInput in) throws IOException {
        return new String(bytes(in), UTF_8);
    }

    /** Bytes behind their number. */
    public static void write(DataOutput out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    public static byte[] bytes(DataInput in) throws IOException {
        int length = in.readInt();
        if (length < 0) {
            throw new IOException("A field of " + length + " bytes is none.");
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    /** Numbers alone: whoever reads them knows how many. */
    public static void write(DataOutput out, float[] values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
        bytes.asFloatBuffer().put(values);
        out.write(bytes.array());
    }

    public static float[] floats(DataInput in, int count) throws IOException {
        byte[] bytes = new byte[Float.BYTES * count];
        in.readFully(bytes);
        float[] floats = new float[count];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(floats);
        return floats;
    }

    public static AdapterValues values(DataInput in, AdapterLayout layout) throws IOException {
        return AdapterValues.of(layout, floats(in, layout.size()));
    }
}
