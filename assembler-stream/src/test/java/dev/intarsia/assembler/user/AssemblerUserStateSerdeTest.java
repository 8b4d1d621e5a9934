package dev.intarsia.assembler.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.signature.DatedSignature;
import dev.intarsia.pieces.signature.Decay;
import dev.intarsia.pieces.signature.SignatureSum;
import dev.intarsia.pieces.signature.UserStatistics;
import dev.intarsia.schemas.topic.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.Test;

class AssemblerUserStateSerdeTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final Map<ModuleId, float[]> VECTORS = Map.of(ModuleId.parse("0.q"), new float[] {1});
    private static final AssemblerUserState STATE = new AssemblerUserState(
            new Behavior(
                    "base",
                    SignatureSum.empty().add(VECTORS),
                    new RecentEvents(List.of(5L, -1L)),
                    "e1",
                    Instant.ofEpochMilli(256)),
            new Issued(
                    3,
                    17,
                    "base",
                    new TreeMap<>(Map.of(
                            ModuleId.parse("0.q"), List.of(new IssuedPiece("ada", 2, 1, Instant.ofEpochMilli(256)))))),
            new Sharing(0.5, 12));
    private static final String REST = "01" + "3fe0000000000000" + "000000000000000c" // sharing
            + "00000004" + "62617365" + "00000002" + "6531" + "0000000000000100" // base model, last event
            + "00000002" + "0000000000000005" + "ffffffffffffffff" // recent events
            + "00000021" + "01" + "0100000000000000" + "000000000000f03f" + "01000000" // signature
            + "03302e71" + "01000000" + "0000803f";
    private static final String FORM = "02" // version
            + "0000000000000003" + "0000000000000011" + "00000004" + "62617365" // issued
            + "00000001" + "00000003" + "616461" // sharers
            + "00000001" + "00000003" + "302e71" // modules
            + "00000001" + "00000000" + "0000000000000002" + "3f800000" + "0000000000000100" // pieces
            + REST;
    private static final String FIRST_FORM = "01" + "0000000000000003" + "0000000000000011" + REST;

    /** State stores hold these bytes: another form needs another version byte. */
    @Test
    void shouldNeverChangeItsForm() {
        assertThat(HEX.formatHex(AssemblerUserStateSerde.FORM.write(STATE))).isEqualTo(FORM);
        assertThat(AssemblerUserStateSerde.FORM.read(HEX.parseHex(FORM))).isEqualTo(STATE);
    }

    @Test
    void shouldReadTheFirstFormWhichHeldNoPieces() {
        assertThat(AssemblerUserStateSerde.FORM.read(HEX.parseHex(FIRST_FORM)))
                .isEqualTo(STATE.with(new Issued(3, 17, "", new TreeMap<>())));
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

    /** The bytes are those of version 0.1 too, which summed signatures without their times. */
    @Test
    void shouldGoOnFromASumWithoutTimesOnlyWhereNothingDecays() {
        byte[] form = HEX.parseHex(FORM);

        assertThat(serde(Decay.none()).deserializer().deserialize("users", form))
                .isEqualTo(STATE);
        assertRefused(form, Decay.halfLife(Duration.ofDays(30)), "times of 1 summed events are not known");
        assertRefused(form, Decay.window(128), "cannot become a window of the latest 128");
    }

    @Test
    void shouldGoOnFromAWindowOnlyAsAWindow() {
        Decay window = Decay.window(2);
        DatedSignature event = new DatedSignature("e1", Instant.EPOCH, VECTORS);
        AssemblerUserState state = STATE.with(new Behavior(
                "base", UserStatistics.empty().add(event, window), RecentEvents.none(), "e1", Instant.EPOCH));
        byte[] form = serde(window).serializer().serialize("users", state);

        assertThat(serde(Decay.window(3)).deserializer().deserialize("users", form))
                .isEqualTo(state);
        assertRefused(form, Decay.none(), "those before them are gone");
    }

    private static void assertRefused(byte[] form, Decay decay, String why) {
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> serde(decay).deserializer().deserialize("users", form))
                .withMessageContaining("signatures.half-life and signatures.window")
                .withMessageContaining(why)
                .withMessageContaining("another kafka.group-id");
    }

    private static Serde<AssemblerUserState> serde(Decay decay) {
        return AssemblerUserStateSerde.serde(decay, written -> {});
    }

    @Test
    void shouldTellTheSizeOfWhatIsWritten() {
        List<Integer> written = new ArrayList<>();
        Serializer<AssemblerUserState> serializer =
                AssemblerUserStateSerde.serde(Decay.none(), written::add).serializer();

        serializer.serialize("users", STATE);
        serializer.serialize("users", null);

        assertThat(written).containsExactly(FORM.length() / 2);
    }

    @Test
    void shouldRefuseToWriteMoreThanARecordOfTheChangelogHolds() {
        Decay window = Decay.window(2);
        Map<ModuleId, float[]> large = Map.of(ModuleId.parse("0.q"), new float[Topic.MAX_RECORD_BYTES / 8]);
        UserStatistics statistics = UserStatistics.empty()
                .add(new DatedSignature("e1", Instant.EPOCH, large), window)
                .add(new DatedSignature("e2", Instant.EPOCH, large), window);
        AssemblerUserState state =
                STATE.with(new Behavior("base", statistics, RecentEvents.none(), "e1", Instant.EPOCH));

        assertThatExceptionOfType(RecordTooLargeException.class)
                .isThrownBy(() -> serde(window).serializer().serialize("users", state))
                .withMessageContaining("set signatures.window lower");
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

    /** Damage is found or leads to another value; it never ends in another exception, which would look like a bug. */
    @Test
    void shouldEitherReadOrRefuseBytesThatWereChanged() {
        byte[] form = HEX.parseHex(FORM);
        int refused = 0;
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            byte[] damaged = form.clone();
            for (int left = 1 + random.nextInt(3); left > 0; left--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                AssemblerUserStateSerde.FORM.write(AssemblerUserStateSerde.FORM.read(damaged));
            } catch (SerializationException e) {
                refused++;
            }
        }
        assertThat(refused).isBetween(4_000, 19_000);
    }

    @Test
    void shouldRefuseAPieceOfNoSharer() {
        byte[] form = HEX.parseHex(FORM.replace(
                "00000001" + "00000000" + "0000000000000002", "00000001" + "00000001" + "0000000000000002"));

        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> AssemblerUserStateSerde.FORM.read(form))
                .withMessageContaining("it names sharer 1 of 1")
                .withMessageContaining("delete state.directory");
    }

    @Test
    void shouldRefuseAFormOfAnotherVersion() {
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> AssemblerUserStateSerde.FORM.read(new byte[] {9}))
                .withMessageContaining("form 9");
    }
}
