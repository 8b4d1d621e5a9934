package dev.intarsia.pieces.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** Digests and seeds are stored and compared across versions of this code; none may ever change. */
class Sha256Test {
    /** The example of the standard, FIPS 180-4. */
    @Test
    void shouldHashRawTextsAsTheyStand() {
        String abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

        assertThat(new Sha256().raw("abc").hex()).isEqualTo(abc);
        assertThat(new Sha256().raw("a").raw("bc").hex()).isEqualTo(abc);
        assertThat(new Sha256().raw(ByteBuffer.wrap(new byte[] {'a', 'b', 'c'})).hex())
                .isEqualTo(abc);
        assertThat(new Sha256().raw("abc").first64()).isEqualTo(0xba7816bf8f01cfeaL);
    }

    @Test
    void shouldHashOtherTextsBehindTheirLengthInBytes() {
        assertThat(new Sha256().text("ä").number(3L).number(-2f).hex())
                .isEqualTo(new Sha256()
                        .raw(ByteBuffer.wrap(new byte[] {0, 0, 0, 0, 0, 0, 0, 2, (byte) 0xc3, (byte) 0xa4}))
                        .raw(ByteBuffer.wrap(new byte[] {0, 0, 0, 0, 0, 0, 0, 3, (byte) 0xc0, 0, 0, 0}))
                        .hex());
    }

    @Test
    void shouldHashWhatRemainsOfABufferAndLeaveItsPosition() {
        ByteBuffer rest = ByteBuffer.wrap(new byte[] {9, 'a', 'b', 'c', 9}, 1, 3);

        assertThat(new Sha256().raw(rest).hex())
                .isEqualTo(new Sha256().raw("abc").hex());
        assertThat(new Sha256().bytes(rest).hex())
                .isEqualTo(new Sha256().text("abc").hex());
        assertThat(rest.position()).isEqualTo(1);
        assertThat(rest.remaining()).isEqualTo(3);
    }
}
