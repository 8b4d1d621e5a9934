package dev.intarsia.model.checkpoint;

/** The two 16-bit floating-point forms; narrowing rounds to nearest, ties to even. */
final class HalfPrecision {
    private HalfPrecision() {}

    /** bfloat16: the upper half of an fp32. */
    static short toBrain(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) (bits >>> 16 | 0x40);
        }
        return (short) (bits + 0x7fff + (bits >>> 16 & 1) >>> 16);
    }

    /** IEEE binary16. */
    static float fromHalf(short half) {
        int exponent = half >>> 10 & 0x1f;
        int mantissa = half & 0x3ff;
        float magnitude = exponent == 0
                ? mantissa * 0x1p-24f
                : exponent == 31
                        ? (mantissa == 0 ? Float.POSITIVE_INFINITY : Float.NaN)
                        : Math.scalb(1 + mantissa * 0x1p-10f, exponent - 15);
        return half < 0 ? -magnitude : magnitude;
    }

    /** IEEE binary16. */
    static short toHalf(float value) {
        int sign = Float.floatToRawIntBits(value) >>> 16 & 0x8000;
        float magnitude = Math.abs(value);
        if (Float.isNaN(value)) {
            return (short) (sign | 0x7e00);
        }
        if (magnitude >= 65520f) {
            return (short) (sign | 0x7c00);
        }
        if (magnitude < 0x1p-14f) {
            return (short) (sign | (int) Math.rint(magnitude * 0x1p24f));
        }
        int exponent = Math.getExponent(magnitude);
        int mantissa = (int) Math.rint(Math.scalb(magnitude, 10 - exponent));
        return (short) (sign | (exponent + 15 << 10) + mantissa - 1024);
    }
}
