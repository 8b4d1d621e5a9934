package dev.intarsia.model.checkpoint;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A stored tensor.
 *
 * @param shape row-major
 * @param bytes its numbers, little-endian; often a mapped part of a file, so it costs no memory until read
 */
public record Tensor(String name, Dtype dtype, List<Integer> shape, ByteBuffer bytes) {
    public Tensor {
        requireNonNull(dtype, "dtype");
        shape = List.copyOf(shape);
        bytes = bytes.slice();
        long needed = elements(shape) * dtype.size();
        if (bytes.remaining() != needed) {
            throw new IllegalArgumentException("Tensor " + name + " of shape " + shape + " needs " + needed
                    + " bytes, not " + bytes.remaining() + ".");
        }
    }

    /** A tensor of these numbers, narrowed to {@code dtype}. */
    public static Tensor of(String name, List<Integer> shape, float[] values, Dtype dtype) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, dtype.size()))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            dtype.encode(value, bytes);
        }
        return new Tensor(name, dtype, shape, bytes.flip());
    }

    /** Its numbers, widened to fp32. */
    public float[] floats() {
        return dtype.decode(bytes);
    }

    /** Some of its numbers, widened to fp32. */
    public float[] floats(long from, int count) {
        return dtype.decode(bytes.slice(Math.toIntExact(from * dtype.size()), Math.multiplyExact(count, dtype.size())));
    }

    static long elements(List<Integer> shape) {
        return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }
}
