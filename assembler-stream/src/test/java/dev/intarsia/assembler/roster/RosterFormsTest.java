package dev.intarsia.assembler.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.intarsia.pieces.election.Candidate;
import dev.intarsia.pieces.election.Exclusion;
import dev.intarsia.pieces.election.Roster;
import dev.intarsia.pieces.election.Seat;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class RosterFormsTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final Candidate CANDIDATE = new Candidate(12, 0.5, new float[] {1, -2});
    private static final String CANDIDATE_FORM =
            "01" + "000000000000000c" + "3fe0000000000000" + "00000002" + "3f800000" + "c0000000";
    private static final Roster ROSTER =
            new Roster(new TreeMap<>(Map.of("ada", new Seat(3, 0.5, 12, Instant.ofEpochMilli(256)))), 7);
    private static final Roster EXCLUDING = new Roster(
            ROSTER.seats(),
            7,
            new TreeMap<>(Map.of("bob", new Exclusion(13, 0.5, Instant.ofEpochMilli(257)))),
            new TreeMap<>(Map.of("eve", new Exclusion(14, 0.5, Instant.ofEpochMilli(258)))));
    private static final String SEATS = "00000007" + "00000001" + "00000003" + "616461" + "00000003"
            + "3fe0000000000000" + "000000000000000c" + "0000000000000100";
    private static final String EXCLUDED =
            "00000001" + "00000003" + "626f62" + "000000000000000d" + "3fe0000000000000" + "0000000000000101";
    private static final String ROSTER_FORM = "03" + SEATS + EXCLUDED + "00000001" + "00000003" + "657665"
            + "000000000000000e" + "3fe0000000000000" + "0000000000000102";

    /** State stores hold these bytes: another form needs another version byte. */
    @Test
    void shouldNeverChangeTheirForms() {
        assertThat(HEX.formatHex(CandidateSerde.FORM.write(CANDIDATE))).isEqualTo(CANDIDATE_FORM);
        assertThat(CandidateSerde.FORM.read(HEX.parseHex(CANDIDATE_FORM))).isEqualTo(CANDIDATE);
        assertThat(HEX.formatHex(RosterSerde.FORM.write(EXCLUDING))).isEqualTo(ROSTER_FORM);
        assertThat(RosterSerde.FORM.read(HEX.parseHex(ROSTER_FORM))).isEqualTo(EXCLUDING);
    }

    @Test
    void shouldReadARosterFromBeforeThereWereExclusions() {
        assertThat(RosterSerde.FORM.read(HEX.parseHex("01" + SEATS))).isEqualTo(ROSTER);
    }

    @Test
    void shouldReadARosterFromBeforeExclusionsCouldBeEnded() {
        assertThat(RosterSerde.FORM.read(HEX.parseHex("02" + SEATS + EXCLUDED)))
                .isEqualTo(new Roster(ROSTER.seats(), 7, EXCLUDING.excluded(), new TreeMap<>()));
    }

    @Test
    void shouldKeepNothingForNothing() {
        assertThat(CandidateSerde.FORM.write(null)).isNull();
        assertThat(CandidateSerde.FORM.read(null)).isNull();
        assertThat(RosterSerde.FORM.write(null)).isNull();
        assertThat(RosterSerde.FORM.read(null)).isNull();
    }

    @Test
    void shouldSayThatCutBytesAreDamagedAndWhatToDo() {
        byte[] candidate = HEX.parseHex(CANDIDATE_FORM);
        IntStream.range(0, candidate.length)
                .forEach(length -> assertThatExceptionOfType(SerializationException.class)
                        .isThrownBy(() -> CandidateSerde.FORM.read(Arrays.copyOf(candidate, length)))
                        .withMessageContaining("state.directory"));
        byte[] roster = HEX.parseHex(ROSTER_FORM);
        IntStream.range(0, roster.length)
                .forEach(length -> assertThatExceptionOfType(SerializationException.class)
                        .isThrownBy(() -> RosterSerde.FORM.read(Arrays.copyOf(roster, length)))
                        .withMessageContaining("state.directory"));
    }

    @Test
    void shouldRefuseFormsOfAnotherVersion() {
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> CandidateSerde.FORM.read(new byte[] {2}))
                .withMessageContaining("form 2");
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> RosterSerde.FORM.read(new byte[] {4}))
                .withMessageContaining("form 4");
    }
}
