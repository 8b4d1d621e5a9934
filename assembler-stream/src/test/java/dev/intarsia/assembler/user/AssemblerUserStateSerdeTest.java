package dev.intarsia.assembler.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.signature.Decay;
import dev.intarsia.pieces.signature.SignatureSum;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class AssemblerUserStateSerdeTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final AssemblerUserState STATE = new AssemblerUserState(
            new Behavior(
                    "base",
                    SignatureSum.empty().add(Map.of(ModuleId.parse("0.q"), new float[] {1}), Decay.none()),
                    new RecentEvents(List.of(5L, -1L)),
                    "e1",
                    Instant.ofEpochMilli(256)),
            new Issued(3, 17),
            new Sharing(0.5, 12));
    private static final String FORM = "01" // version
            + "0000000000000003" + "0000000000000011" // issued
            + "01" + "3fe0000000000000" + "000000000000000c" // sharing
            + "00000004" + "62617365" + "00000002" + "6531" + "0000000000000100" // base model, last event
            + "00000002" + "0000000000000005" + "ffffffffffffffff" // recent events
            + "00000021" + "01" + "0100000000000000" + "000000000000f03f" + "01000000" // signature
            + "03302e71" + "01000000" + "0000803f";

    /** State stores hold these bytes: another form needs another version byte. */
    @Test
    void shouldNeverChangeItsForm() {
        assertThat(HEX.formatHex(AssemblerUserStateSerde.FORM.write(STATE))).isEqualTo(FORM);
        assertThat(AssemblerUserStateSerde.FORM.read(HEX.parseHex(FORM))).isEqualTo(STATE);
    }

    @Test
    void shouldReadWhatItWrites() {
        AssemblerUserState strange = new AssemblerUserState(
                new Behavior("b", SignatureSum.empty(), RecentEvents.none(), "é".repeat(70_000), Instant.EPOCH),
                Issued.NONE,
                null);

        assertThat(AssemblerUserStateSerde.FORM.read(AssemblerUserStateSerde.FORM.write(strange)))
                .isEqualTo(strange);
        assertThat(AssemblerUserStateSerde.FORM.read(AssemblerUserStateSerde.FORM.write(AssemblerUserState.unknown())))
                .isEqualTo(AssemblerUserState.unknown());
        assertThat(AssemblerUserStateSerde.FORM.write(null)).isNull();
        assertThat(AssemblerUserStateSerde.FORM.read(null)).isNull();
    }

    @Test
    void shouldSayThatCutBytesAreDamagedAndWhatToDo() {
        byte[] form = HEX.parseHex(FORM);

        IntStream.range(0, form.length)
                .forEach(length -> assertThatExceptionOfType(SerializationException.class)
                        .as("cut to %d bytes", length)
                        .isThrownBy(() -> AssemblerUserStateSerde.FORM.read(Arrays.copyOf(form, length)))
                        .withMessageContaining("state.directory"));
    }

    @Test
    void shouldRefuseAFormOfAnotherVersion() {
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> AssemblerUserStateSerde.FORM.read(new byte[] {9}))
                .withMessageContaining("form 9");
    }
}
