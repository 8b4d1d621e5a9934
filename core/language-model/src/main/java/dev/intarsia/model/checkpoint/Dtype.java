package dev.intarsia.model.checkpoint;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** How a stored tensor writes its numbers. All are little-endian. */
public enum Dtype {
    F32(4) {
        @Override
        float decode(ByteBuffer bytes, int index) {
            return bytes.getFloat(index * 4);
        }

        @Override
        void encode(float value, ByteBuffer bytes) {
            bytes.putFloat(value);
        }
    },
    F16(2) {
        @Override
        float decode(ByteBuffer bytes, int index) {
            return HalfPrecision.fromHalf(bytes.getShort(index * 2));
        }

        @Override
        void encode(float value, ByteBuffer bytes) {
            bytes.putShort(HalfPrecision.toHalf(value));
        }
    },
    BF16(2) {
        @Override
        float decode(ByteBuffer bytes, int index) {
            return Float.intBitsToFloat(bytes.getShort(index * 2) << 16);
        }

        @Override
        void encode(float value, ByteBuffer bytes) {
            bytes.putShort(HalfPrecision.toBrain(value));
        }
    };

    private final int size;

    Dtype(int size) {
        this.size = size;
    }

    /** Bytes per number. */
    public int size() {
        return size;
    }

    abstract float decode(ByteBuffer bytes, int index);

    abstract void encode(float value, ByteBuffer bytes);

    /** All numbers of a buffer, widened; numbers of every type have an exact fp32 value. */
    float[] decode(ByteBuffer bytes) {
        ByteBuffer little = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[little.remaining() / size];
        if (this == F32) {
            little.asFloatBuffer().get(values);
            return values;
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = decode(little, i);
        }
        return values;
    }
}
