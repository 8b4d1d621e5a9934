package dev.intarsia.schemas.floats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LittleEndianFloatsTest {
    private static final float[] VALUES = {1f, -2.5f, 0f, -0f, Float.NaN, Float.NEGATIVE_INFINITY, Float.MIN_VALUE};
    private static final String BYTES = "0000803f000020c000000000000000800000c07f000080ff01000000";

    @Test
    void shouldWriteTheSameBytesInEveryRelease() {
        ByteBuffer bytes = LittleEndianFloats.encode(VALUES);

        assertThat(HexFormat.of().formatHex(bytes.array())).isEqualTo(BYTES);
        assertThat(bytes.position()).isZero();
        assertThat(bytes.remaining()).isEqualTo(28);
    }

    @Test
    void shouldReadWhatWasWritten() {
        ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(BYTES));

        assertThat(LittleEndianFloats.decode(bytes)).containsExactly(VALUES);
        assertThat(bytes.position()).isZero();
    }

    @Test
    void shouldReadPartOfALargerReadOnlyOrDirectBuffer() {
        float[] values = new float[1000];
        Random random = new Random(7);
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        ByteBuffer direct = ByteBuffer.allocateDirect(4003);
        direct.position(3).put(LittleEndianFloats.encode(values)).position(3);

        assertThat(LittleEndianFloats.decode(direct.asReadOnlyBuffer())).containsExactly(values);
        assertThat(direct.position()).isEqualTo(3);
    }

    @Test
    void shouldRefuseAPartOfAFloat() {
        assertThatThrownBy(() -> LittleEndianFloats.decode(ByteBuffer.allocate(6)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("6 bytes");
    }

    @Test
    void shouldRefuseAnotherNumberOfFloatsThanExpected() {
        assertThatThrownBy(() -> LittleEndianFloats.decode(ByteBuffer.allocate(8), 3, "Piece.gate"))
                .hasMessageContaining("Piece.gate holds 8 bytes")
                .hasMessageContaining("are 12");
        assertThat(LittleEndianFloats.decode(ByteBuffer.allocate(8), 2, "Piece.gate"))
                .containsExactly(0f, 0f);
    }
}
