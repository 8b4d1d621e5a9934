package dev.intarsia.pieces.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class PieceDigestTest {
    private static final float[] WEIGHTS = {1, -2};
    private static final float[] GATE = {0.5f};

    /** Digests are stored with pieces; the same piece must always have the same one. */
    @Test
    void shouldNeverChange() {
        assertThat(PieceDigest.of(WEIGHTS, GATE))
                .isEqualTo("aa244146ce7dc82ff25022c4ccb7f6b2b1c0153f5b9876b73c1d2aa250fde10e");
    }

    @Test
    void shouldBeTheSameForBytesAndForFloats() {
        ByteBuffer weights = ByteBuffer.wrap(new byte[] {0, 0, (byte) 0x80, 0x3f, 0, 0, 0, (byte) 0xc0});
        ByteBuffer gate = ByteBuffer.wrap(new byte[] {0, 0, 0, 0x3f});

        assertThat(PieceDigest.of(weights, gate)).isEqualTo(PieceDigest.of(WEIGHTS, GATE));
        assertThat(weights.position()).isZero();
        assertThat(gate.position()).isZero();
    }

    @Test
    void shouldTellWeightsFromGate() {
        assertThat(PieceDigest.of(new float[] {1}, new float[] {-2, 0.5f})).isNotEqualTo(PieceDigest.of(WEIGHTS, GATE));
        assertThat(PieceDigest.of(GATE, WEIGHTS)).isNotEqualTo(PieceDigest.of(WEIGHTS, GATE));
    }
}
