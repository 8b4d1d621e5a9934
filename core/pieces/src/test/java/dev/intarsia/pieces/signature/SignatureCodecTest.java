package dev.intarsia.pieces.signature;

import static dev.intarsia.pieces.fixture.Draws.Q0;
import static dev.intarsia.pieces.fixture.Draws.V0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.intarsia.pieces.fixture.Draws;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignatureCodecTest {
    private static final SignatureSum SUM = SignatureSum.empty()
            .add(Map.of(Q0, new float[] {1, -2}, V0, new float[] {0.5f}), Decay.none())
            .add(Map.of(Q0, new float[] {1, -2}, V0, new float[] {0.5f}), Decay.none());

    private static final String GOLDEN = "01" // version
            + "0200000000000000" // events
            + "0000000000000040" // weight
            + "02000000" // modules
            + "03302e71" + "02000000" + "00000040" + "000080c0" // 0.q: 2, -4
            + "03302e76" + "01000000" + "0000803f"; // 0.v: 1

    /** State stores hold these bytes: another form needs another version byte. */
    @Test
    void shouldNeverChangeItsForm() {
        assertThat(HexFormat.of().formatHex(SignatureCodec.write(SUM))).isEqualTo(GOLDEN);
        assertThat(SignatureCodec.read(HexFormat.of().parseHex(GOLDEN))).isEqualTo(SUM);
    }

    @Test
    void shouldReadWhatItWrites() {
        SignatureSum empty = SignatureSum.empty();
        SignatureSum decayed = empty.add(new Draws(5).signature(256), Decay.none())
                .add(new Draws(6).signature(256), Decay.halfLife(3));

        assertThat(SignatureCodec.read(SignatureCodec.write(decayed))).isEqualTo(decayed);
        assertThat(SignatureCodec.read(SignatureCodec.write(empty))).isEqualTo(empty);
    }

    @Test
    void shouldRefuseFormsThatAreCutOrTooLong() {
        byte[] form = SignatureCodec.write(SUM);

        IntStream.range(0, form.length)
                .forEach(length -> assertThatIllegalArgumentException()
                        .as("cut to %d bytes", length)
                        .isThrownBy(() -> SignatureCodec.read(Arrays.copyOf(form, length))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignatureCodec.read(Arrays.copyOf(form, form.length + 1)))
                .withMessageContaining("1 bytes too many");
    }

    @Test
    void shouldRefuseAnotherVersionAndSayWhatToDo() {
        byte[] form = SignatureCodec.write(SUM);
        form[0] = 2;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignatureCodec.read(form))
                .withMessageContaining("form 2")
                .withMessageContaining("reset");
    }
}
