package dev.intarsia.assembler.topology;

import static dev.intarsia.assembler.fixture.Records.BASE;
import static dev.intarsia.assembler.fixture.Records.piece;
import static dev.intarsia.assembler.fixture.Records.signature;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.assembler.fixture.DrivenAssembler;
import dev.intarsia.assembler.fixture.Records;
import dev.intarsia.assembler.user.AssemblerUserState;
import dev.intarsia.assembler.user.Behavior;
import dev.intarsia.assembler.user.Issued;
import dev.intarsia.assembler.user.RecentEvents;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.signature.SignatureSum;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.AssignmentCause;
import dev.intarsia.schemas.avro.EventSignature;
import dev.intarsia.schemas.topic.WithdrawalReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When an assignment is issued, and what it says was the reason. */
class AssignmentCauseTest {
    private static final Duration SETTLED = Duration.ofSeconds(2);

    @AutoClose
    private DrivenAssembler assembler;

    @BeforeEach
    void start(@TempDir Path state) {
        assembler = new DrivenAssembler(state, Map.of("model.fingerprint", BASE, "assignments.margin", "0.5"));
        assembler.send(piece("sam", 1, 0));
        assembler.send(piece("sue", 0, 1));
        assembler.pass(SETTLED);
        assembler.send(signature("ada", "e1", 2, 2));
    }

    @Test
    void shouldBeginWithTheFirstPieces() {
        Assignment first = theOnly();
        assertThat(first.getCause()).isEqualTo(AssignmentCause.HISTORY);
        assertThat(first.getVersion()).isEqualTo(1);
        assertThat(first.getReplaced()).isNull();
        assertThat(first.getPredictedGain()).isCloseTo(2 * Math.sqrt(2), within(1e-6));
    }

    @Test
    void shouldFollowNewHistoryOnceItGainsMoreThanTheMargin() {
        assembler.assignments();

        assembler.send(signature("ada", "e2", 2.1f, 1.9f));
        assertThat(assembler.assignments()).isEmpty();

        assembler.send(signature("ada", "e3", 20, -10));
        Assignment next = theOnly();
        assertThat(next.getCause()).isEqualTo(AssignmentCause.HISTORY);
        assertThat(next.getEvents()).isEqualTo(3);
        assertThat(next.getReplaced().getVersion()).isEqualTo(1);
        assertThat(next.getPredictedGain() - next.getReplaced().getPredictedGain())
                .isGreaterThan(0.5);
        assertThat(next.getReplaced().getJoined()).isZero();
        assertThat(next.getReplaced().getLeft()).isZero();
    }

    @Test
    void shouldFollowABetterPool() {
        assembler.assignments();

        assembler.send(piece("tim", 4, 4));
        assembler.pass(SETTLED);

        Assignment next = theOnly();
        assertThat(next.getCause()).isEqualTo(AssignmentCause.POOL);
        assertThat(next.getReplaced().getJoined()).isEqualTo(1);
    }

    @Test
    void shouldLeaveUsersAloneToWhomANewPieceMeansLittle() {
        assembler.assignments();

        assembler.send(piece("tim", 0.9f, -0.9f));
        assembler.pass(Duration.ofSeconds(5));

        assertThat(assembler.assignments()).isEmpty();
    }

    @Test
    void shouldFollowANewVersionOnlyWhereItMatters() {
        assembler.assignments();

        assembler.send(piece("sam", "0.q", 2, 1.01f, 0));
        assembler.pass(SETTLED);
        assertThat(assembler.assignments()).isEmpty();

        assembler.send(piece("sam", "0.q", 3, -3, 0));
        assembler.pass(SETTLED);
        Assignment next = theOnly();
        assertThat(next.getCause()).isEqualTo(AssignmentCause.VERSION);
        assertThat(next.getModules().get(0).getPieces().get(0).getVersion()).isEqualTo(3);
    }

    @Test
    void shouldSayThatASharerWithdrewThePiece() {
        assembler.assignments();

        assembler.withdraw("sam", "0.q");
        assembler.pass(SETTLED);

        assertGone(AssignmentCause.WITHDRAWN);
    }

    @Test
    void shouldSayThatASharerLostTheSeat() {
        assembler.assignments();

        assembler.withdraw("sam", "0.q", WithdrawalReason.DEMOTED);
        assembler.pass(SETTLED);

        assertGone(AssignmentCause.DEMOTED);
    }

    private void assertGone(AssignmentCause cause) {
        Assignment next = theOnly();
        assertThat(next.getCause()).isEqualTo(cause);
        assertThat(next.getModules().get(0).getPieces())
                .singleElement()
                .satisfies(piece -> assertThat(piece.getSharer()).isEqualTo("sue"));
        assertThat(next.getReplaced().getLeft()).isEqualTo(1);
    }

    @Test
    void shouldCallItWithdrawnWhereOnlySomeLostTheSeat() {
        assembler.assignments();

        assembler.withdraw("sam", "0.q", WithdrawalReason.DEMOTED);
        assembler.withdraw("sue", "0.q", WithdrawalReason.WITHDRAWN);
        assembler.pass(SETTLED);

        Assignment next = theOnly();
        assertThat(next.getCause()).isEqualTo(AssignmentCause.WITHDRAWN);
        assertThat(next.getModules()).isEmpty();
    }

    @Test
    void shouldTakeAGonePieceOutThoughAnEventComesFirst() {
        assembler.assignments();
        assembler.withdraw("sam", "0.q", WithdrawalReason.DEMOTED);
        assembler.send(piece("tim", 1, 0.1f));

        assembler.pass(Duration.ofMillis(1_000));
        assembler.send(signature("ada", "e2", 2, 2));

        List<KeyValue<String, Assignment>> sent = assembler.assignments();
        assertThat(sent)
                .first()
                .satisfies(next -> assertThat(next.value.getCause()).isEqualTo(AssignmentCause.DEMOTED));
        assertThat(sent)
                .allSatisfy(next -> assertThat(next.value.getModules().get(0).getPieces())
                        .noneMatch(piece -> piece.getSharer().equals("sam")));
    }

    @Test
    void shouldAssignNothingOnceTheLastEventIsTakenOut() {
        assembler.assignments();

        assembler.send(EventSignature.newBuilder(signature("ada", "e1", 2, 2))
                .setIngestedAt(Records.NOON.plusSeconds(1))
                .setRetracted(true)
                .build());

        Assignment next = theOnly();
        assertThat(next.getCause()).isEqualTo(AssignmentCause.HISTORY);
        assertThat(next.getModules()).isEmpty();
        assertThat(next.getEvents()).isZero();
        assertThat(next.getReplaced().getLeft()).isEqualTo(2);
    }

    @Test
    void shouldReplaceWhatAVersionIssuedThatDidNotRecordThePieces() {
        assembler.assignments();
        SignatureSum sum = SignatureSum.empty().add(Map.of(ModuleId.parse("0.q"), new float[] {2, 2}));
        Behavior behavior = new Behavior(BASE, sum, RecentEvents.none(), "e1", Records.NOON);
        assembler.put("old", new AssemblerUserState(behavior, new Issued(3, 17, "", new TreeMap<>()), null));

        assembler.send(signature("old", "e2", 2, 2));

        Assignment next = theOnly();
        assertThat(next.getCause()).isEqualTo(AssignmentCause.HISTORY);
        assertThat(next.getVersion()).isEqualTo(4);
        assertThat(next.getEvents()).isEqualTo(2);
        assertThat(next.getModules()).hasSize(1);
    }

    private Assignment theOnly() {
        List<KeyValue<String, Assignment>> sent = assembler.assignments();
        assertThat(sent).hasSize(1);
        return sent.get(0).value;
    }
}
