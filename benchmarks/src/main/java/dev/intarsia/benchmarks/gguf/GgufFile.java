package dev.intarsia.benchmarks.gguf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A GGUF file, version 3, under construction: metadata by key, then fp32 tensors. Numbers are little-endian and
 * strings are prefixed with their length; a tensor's dimensions are listed innermost first and its data is aligned to
 * 32 bytes.
 */
final class GgufFile {
    private static final int MAGIC = 0x46554747;
    private static final int VERSION = 3;
    private static final int ALIGNMENT = 32;
    private static final int UINT32 = 4;
    private static final int INT32 = 5;
    private static final int FLOAT32 = 6;
    private static final int BOOL = 7;
    private static final int STRING = 8;
    private static final int ARRAY = 9;
    private static final int F32_TENSOR = 0;

    private final ByteArrayOutputStream metadata = new ByteArrayOutputStream();
    private final List<Entry> tensors = new ArrayList<>();
    private int keys;

    private record Entry(String name, List<Integer> shape, Supplier<float[]> values) {
        long bytes() {
            return shape.stream().mapToLong(Integer::longValue).reduce(Float.BYTES, Math::multiplyExact);
        }
    }

    GgufFile text(String key, String value) {
        key(key, STRING);
        string(metadata, value);
        return this;
    }

    GgufFile number(String key, int value) {
        key(key, UINT32);
        put(metadata, Integer.BYTES, buffer -> buffer.putInt(value));
        return this;
    }

    GgufFile real(String key, double value) {
        key(key, FLOAT32);
        put(metadata, Float.BYTES, buffer -> buffer.putFloat((float) value));
        return this;
    }

    GgufFile flag(String key, boolean value) {
        key(key, BOOL);
        metadata.write(value ? 1 : 0);
        return this;
    }

    GgufFile texts(String key, List<String> values) {
        array(key, STRING, values.size());
        values.forEach(value -> string(metadata, value));
        return this;
    }

    GgufFile numbers(String key, List<Integer> values) {
        array(key, INT32, values.size());
        values.forEach(value -> put(metadata, Integer.BYTES, buffer -> buffer.putInt(value)));
        return this;
    }

    /** @param values row-major; asked for when the file is written */
    GgufFile tensor(String name, List<Integer> shape, Supplier<float[]> values) {
        tensors.add(new Entry(name, shape, values));
        return this;
    }

    void write(Path file) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        put(
                head,
                24,
                buffer -> buffer.putInt(MAGIC)
                        .putInt(VERSION)
                        .putLong(tensors.size())
                        .putLong(keys));
        metadata.writeTo(head);
        long offset = 0;
        for (Entry tensor : tensors) {
            info(head, tensor, offset);
            offset += aligned(tensor.bytes());
        }
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            writeAligned(channel, ByteBuffer.wrap(head.toByteArray()));
            for (Entry tensor : tensors) {
                float[] values = tensor.values().get();
                ByteBuffer bytes =
                        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                bytes.asFloatBuffer().put(values);
                writeAligned(channel, bytes);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void info(ByteArrayOutputStream head, Entry tensor, long offset) {
        string(head, tensor.name());
        int dimensions = tensor.shape().size();
        put(head, 16 + dimensions * Long.BYTES, buffer -> {
            buffer.putInt(dimensions);
            for (int i = dimensions - 1; i >= 0; i--) {
                buffer.putLong(tensor.shape().get(i));
            }
            buffer.putInt(F32_TENSOR).putLong(offset);
        });
    }

    private static void writeAligned(FileChannel channel, ByteBuffer bytes) throws IOException {
        ByteBuffer padding = ByteBuffer.allocate((int) (aligned(bytes.remaining()) - bytes.remaining()));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
        while (padding.hasRemaining()) {
            channel.write(padding);
        }
    }

    private static long aligned(long bytes) {
        return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    private void key(String key, int type) {
        keys++;
        string(metadata, key);
        put(metadata, Integer.BYTES, buffer -> buffer.putInt(type));
    }

    private void array(String key, int type, int length) {
        key(key, ARRAY);
        put(metadata, Integer.BYTES + Long.BYTES, buffer -> buffer.putInt(type).putLong(length));
    }

    private static void string(ByteArrayOutputStream out, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        put(out, Long.BYTES, buffer -> buffer.putLong(bytes.length));
        out.writeBytes(bytes);
    }

    private static void put(ByteArrayOutputStream out, int size, Consumer<ByteBuffer> values) {
        ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        values.accept(buffer);
        out.writeBytes(buffer.array());
    }
}
