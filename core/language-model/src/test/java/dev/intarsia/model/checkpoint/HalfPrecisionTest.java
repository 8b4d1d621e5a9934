package dev.intarsia.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HalfPrecisionTest {
    @Test
    void shouldGiveBackEveryHalf() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = HalfPrecision.fromHalf((short) bits);
            if (!Float.isNaN(value)) {
                assertThat(HalfPrecision.toHalf(value) & 0xffff).isEqualTo(bits);
            } else {
                assertThat(HalfPrecision.fromHalf(HalfPrecision.toHalf(value))).isNaN();
            }
        }
    }

    @Test
    void shouldGiveBackEveryBrainFloat() {
        for (int bits = 0; bits < 1 << 16; bits++) {
            float value = Float.intBitsToFloat(bits << 16);
            Float back = Float.intBitsToFloat(HalfPrecision.toBrain(value) << 16);
            assertThat(back).isEqualTo(Float.valueOf(value));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1.00390625, 1.0", // halfway, down to even
        "1.01171875, 1.015625", // halfway, up to even
        "1.00391, 1.0078125",
        "-1.00390625, -1.0",
        "3.39e38, 3.3895314e38",
        "3.4e38, Infinity"
    })
    void shouldRoundToTheNearestBrainFloat(float value, float rounded) {
        assertThat(Float.intBitsToFloat(HalfPrecision.toBrain(value) << 16)).isEqualTo(rounded);
    }

    @ParameterizedTest
    @CsvSource({
        "1.00048828125, 1.0", // halfway, down to even
        "1.00146484375, 1.001953125", // halfway, up to even
        "65504, 65504",
        "65519, 65504",
        "65520, Infinity",
        "2047.5, 2048",
        "2.9802322387695312E-8, 0", // half the smallest
        "3e-8, 5.9604644775390625E-8",
        "6.1e-5, 6.097555160522461E-5"
    })
    void shouldRoundToTheNearestHalf(float value, float rounded) {
        assertThat(HalfPrecision.fromHalf(HalfPrecision.toHalf(value))).isEqualTo(rounded);
        assertThat(HalfPrecision.fromHalf(HalfPrecision.toHalf(-value))).isEqualTo(-rounded);
    }
}
