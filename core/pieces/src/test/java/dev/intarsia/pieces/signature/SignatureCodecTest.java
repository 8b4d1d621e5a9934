package dev.intarsia.pieces.signature;

import static dev.intarsia.pieces.fixture.Draws.Q0;
import static dev.intarsia.pieces.fixture.Draws.V0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.intarsia.pieces.fixture.Draws;
import dev.intarsia.pieces.module.ModuleId;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SignatureCodecTest {
    private static final Map<ModuleId, float[]> VECTORS = Map.of(Q0, new float[] {1, -2}, V0, new float[] {0.5f});
    private static final DatedSignature FIRST = new DatedSignature("e1", Instant.ofEpochSecond(-1, 5), VECTORS);
    private static final DatedSignature SECOND = new DatedSignature("é", Instant.ofEpochSecond(256), VECTORS);

    private static final UserStatistics UNDATED =
            SignatureSum.empty().add(VECTORS).add(VECTORS);
    private static final UserStatistics DATED =
            UserStatistics.empty().add(FIRST, Decay.none()).add(SECOND, Decay.none());
    private static final UserStatistics WINDOW = UserStatistics.empty()
            .add(FIRST, Decay.window(2))
            .add(SECOND, Decay.window(2))
            .without(FIRST, Decay.window(2));

    private static final String SUM = "02000000" // modules
            + "03302e71" + "02000000" + "00000040" + "000080c0" // 0.q: 2, -4
            + "03302e76" + "01000000" + "0000803f"; // 0.v: 1

    static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of(UNDATED, "01" + "0200000000000000" + "0000000000000040" + SUM),
                Arguments.of(DATED, "02" + "0200000000000000" + "0000000000000040" + "000100000000000000000000" + SUM),
                Arguments.of(
                        WINDOW,
                        "03"
                                + "02000000" + "03302e71" + "02000000" + "03302e76" + "01000000" // modules
                                + "02000000" // events
                                + "ffffffffffffffff" + "05000000" + "02000000" + "6531" + "00"
                                + "0001000000000000" + "00000000" + "02000000" + "c3a9" + "01" // with vectors
                                + "0000803f" + "000000c0" + "0000003f"));
    }

    /** State stores hold these bytes: another form needs another version byte. */
    @ParameterizedTest
    @MethodSource("forms")
    void shouldNeverChangeItsForm(UserStatistics statistics, String form) {
        assertThat(HexFormat.of().formatHex(SignatureCodec.write(statistics))).isEqualTo(form);
        assertThat(SignatureCodec.read(HexFormat.of().parseHex(form))).isEqualTo(statistics);
    }

    @Test
    void shouldReadWhatItWrites() {
        Decay decay = Decay.halfLife(Duration.ofHours(3));
        UserStatistics empty = UserStatistics.empty();
        UserStatistics decayed = empty.add(new DatedSignature("a", Instant.MIN, new Draws(5).signature(256)), decay)
                .add(new DatedSignature("b", Instant.MAX, new Draws(6).signature(256)), decay);
        UserStatistics emptied = empty.add(FIRST, decay).without(FIRST, decay);
        UserStatistics noVectors = empty.add(FIRST, Decay.window(1)).without(FIRST, Decay.window(1));

        assertThat(Stream.of(empty, decayed, emptied, noVectors))
                .allSatisfy(statistics -> assertThat(SignatureCodec.read(SignatureCodec.write(statistics)))
                        .isEqualTo(statistics));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void shouldRefuseFormsThatAreCutOrTooLong(UserStatistics statistics) {
        byte[] form = SignatureCodec.write(statistics);

        IntStream.range(0, form.length)
                .forEach(length -> assertThatIllegalArgumentException()
                        .as("cut to %d bytes", length)
                        .isThrownBy(() -> SignatureCodec.read(Arrays.copyOf(form, length))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignatureCodec.read(Arrays.copyOf(form, form.length + 1)))
                .withMessageContaining("1 bytes too many");
    }

    @Test
    void shouldRefuseATimeThatIsNone() {
        byte[] form = SignatureCodec.write(DATED);
        Arrays.fill(form, 17, 25, (byte) 0x7f);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignatureCodec.read(form))
                .withMessageContaining("a time that is none");
    }

    @Test
    void shouldRefuseAnotherVersionAndSayWhatToDo() {
        byte[] form = SignatureCodec.write(DATED);
        form[0] = 4;

        assertThatIllegalArgumentException()
                .isThrownBy(() -> SignatureCodec.read(form))
                .withMessageContaining("form 4")
                .withMessageContaining("reset");
    }
}
