package dev.intarsia.assembler.topology;

import static dev.intarsia.assembler.fixture.Records.BASE;
import static dev.intarsia.assembler.fixture.Records.piece;
import static dev.intarsia.assembler.fixture.Records.signature;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.assembler.fixture.DrivenAssembler;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.AssignmentCause;
import dev.intarsia.schemas.avro.Gate;
import dev.intarsia.schemas.avro.PieceWeight;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PoolTest {
    private static final Duration SETTLED = Duration.ofMillis(600);

    @AutoClose
    private DrivenAssembler assembler;

    @BeforeEach
    void start(@TempDir Path state) {
        assembler = new DrivenAssembler(
                state,
                Map.of(
                        "model.fingerprint", BASE,
                        "pool.settle", "500ms",
                        "pool.settle-at-most", "2s",
                        "pool.rescore", "3"));
        assembler.send(piece("sam", 1, 0));
        assembler.pass(SETTLED);
    }

    @Test
    void shouldRecomputeEveryUserFromSummedSignatures() {
        for (int user = 0; user < 10; user++) {
            assembler.send(signature("user-" + user, "e1", 1, 1));
        }
        long before = assembler.assignments().get(0).value.getPoolVersion();

        assembler.send(piece("tim", 0, 1));
        assembler.pass(Duration.ofSeconds(1));

        List<KeyValue<String, Assignment>> sent = assembler.assignments();
        assertThat(sent)
                .extracting(assigned -> assigned.key)
                .doesNotHaveDuplicates()
                .hasSize(10);
        assertThat(sent).allSatisfy(assigned -> {
            assertThat(assigned.value.getCause()).isEqualTo(AssignmentCause.POOL);
            assertThat(assigned.value.getVersion()).isEqualTo(2);
            assertThat(assigned.value.getEvents()).isEqualTo(1);
            assertThat(assigned.value.getPoolVersion()).isNotEqualTo(before);
            assertThat(sharers(assigned.value)).containsExactly("sam", "tim");
        });
        assertThat(assembler.metric("intarsia.assembler.assignments", "cause", "pool"))
                .isEqualTo(10);
        assertThat(assembler.metric("intarsia.assembler.pool.pieces")).isEqualTo(2);
    }

    @Test
    void shouldLookAtOneSliceOfUsersInOneGo() {
        for (int user = 0; user < 7; user++) {
            assembler.send(signature("user-" + user, "e1", 1, 1));
        }
        assembler.assignments();
        assembler.send(piece("tim", 0, 1));

        assembler.pass(Duration.ofMillis(500));
        assertThat(assembler.assignments()).hasSize(3);
        assembler.pass(Duration.ofMillis(100));
        assertThat(assembler.assignments()).hasSize(3);
        assembler.pass(Duration.ofMillis(100));
        assertThat(assembler.assignments()).hasSize(1);
        assembler.pass(Duration.ofSeconds(5));
        assertThat(assembler.assignments()).isEmpty();
    }

    @Test
    void shouldWaitUntilChangesHaveSettled() {
        assembler.send(piece("tim", 0, 1));
        assembler.pass(SETTLED);
        assembler.send(signature("ada", "e1", 1, 1));
        assembler.assignments();

        for (int version = 2; version < 5; version++) {
            assembler.send(piece("sam", "0.q", version, 1, -0.1f * version));
            assembler.pass(Duration.ofMillis(400));
        }
        assertThat(assembler.assignments()).isEmpty();

        assembler.pass(SETTLED);
        assertThat(assembler.assignments()).singleElement().satisfies(sent -> {
            assertThat(piecesOf(sent.value).get(0).getVersion()).isEqualTo(4);
            assertThat(sent.value.getCause()).isEqualTo(AssignmentCause.VERSION);
        });
    }

    @Test
    void shouldNotWaitForChangesThatNeverSettle() {
        assembler.send(piece("tim", 0, 1));
        assembler.pass(SETTLED);
        assembler.send(signature("ada", "e1", 1, 1));
        assembler.assignments();

        for (int version = 2; version < 9; version++) {
            assembler.send(piece("sam", "0.q", version, 1, -0.1f * version));
            assembler.pass(Duration.ofMillis(400));
        }

        assertThat(assembler.assignments()).hasSize(1);
    }

    @Test
    void shouldGiveNewEventsThePoolInUse() {
        assembler.send(piece("tim", 0, 1));
        assembler.send(signature("ada", "e1", 1, 1));
        assembler.pass(SETTLED);
        assembler.send(signature("ada", "e2", 3, 1));

        assertThat(assembler.assignments())
                .extracting(sent -> sent.value.getCause() + " " + sharers(sent.value))
                .containsExactly("HISTORY [sam]", "POOL [sam, tim]", "HISTORY [sam, tim]");
    }

    @Test
    void shouldNotRecomputeForAPieceSentAgain() {
        assembler.send(signature("ada", "e1", 1, 1));
        assembler.assignments();

        assembler.send(piece("sam", 1, 0));
        assembler.pass(SETTLED);

        assertThat(assembler.assignments()).isEmpty();
    }

    @Test
    void shouldTakeAWithdrawnPieceOutOfEveryAssignment() {
        assembler.send(piece("tim", 0, 1));
        assembler.pass(SETTLED);
        assembler.send(signature("ada", "e1", 1, 1));
        assembler.assignments();

        assembler.withdraw("sam", "0.q");
        assembler.pass(SETTLED);

        assertThat(assembler.assignments())
                .singleElement()
                .satisfies(sent -> assertThat(sharers(sent.value)).containsExactly("tim"));
    }

    @Test
    void shouldLeaveOutPiecesOfAnotherBaseModel() {
        assembler.send(Gate.newBuilder(piece("old", 0, 1)).setBaseModel("other").build());
        assembler.pass(SETTLED);
        assembler.send(signature("ada", "e1", 1, 1));

        assertThat(sharers(assembler.assignments().get(0).value)).containsExactly("sam");
        assertThat(assembler.deadLetters()).isEmpty();
    }

    private static List<PieceWeight> piecesOf(Assignment assignment) {
        return assignment.getModules().stream()
                .flatMap(module -> module.getPieces().stream())
                .toList();
    }

    private static List<String> sharers(Assignment assignment) {
        return piecesOf(assignment).stream().map(PieceWeight::getSharer).toList();
    }
}
