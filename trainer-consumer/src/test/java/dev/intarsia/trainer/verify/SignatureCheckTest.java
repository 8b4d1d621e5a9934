package dev.intarsia.trainer.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.intarsia.model.example.Example;
import dev.intarsia.oppu.history.EncodedEvent;
import dev.intarsia.oppu.learn.TrainingEvent;
import dev.intarsia.trainer.verify.UserEvidence.Position;
import dev.intarsia.trainer.verify.UserEvidence.Signed;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignatureCheckTest {
    private final Tally tally = new Tally();

    @Test
    void shouldFindNothingWhereEachEventWasSignedOnceInOrder() {
        check(false, 0, user(5, 5, List.of(0, 1, 2, 3, 4)));

        assertThat(tally.report().findings()).isEmpty();
        assertThat(tally.report().count(Counted.SIGNATURES)).isEqualTo(5);
    }

    @Test
    void shouldTellLostDoubledMisplacedAndForeignSignatures() {
        check(false, 0, user(6, 6, List.of(0, 0, 2, 1, 4, 5, 77)));

        assertThat(tally.report().findings())
                .extracting(Finding::fault, Finding::where)
                .containsExactly(
                        tuple(Fault.DOUBLED, "events-3@0"),
                        tuple(Fault.LOST, "events-3@3"),
                        tuple(Fault.MISPLACED, "signatures-3@3"),
                        tuple(Fault.MISPLACED, "signatures-3@6"));
    }

    @Test
    void shouldNotMissSignaturesOfEventsThatMayNotBeCommittedYet() {
        check(false, 0, user(5, 3, List.of(0, 1, 2, 3)));

        assertThat(tally.report().findings()).isEmpty();
    }

    @Test
    void shouldNotMissSignaturesThatRetentionMayHaveDeleted() {
        UserEvidence user = user(9, 9, List.of(3, 4, 5, 6, 8));

        long from = SignatureCheck.signedFrom(true, List.of(user), 2);
        check(false, from, user);

        assertThat(from).isEqualTo(5);
        assertThat(tally.report().count(Counted.SIGNATURES_GONE)).isEqualTo(3);
        assertThat(tally.report().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.what()).contains("e7"));
    }

    @Test
    void shouldRequireNoSignatureWhereRetentionHasDeletedAll() {
        UserEvidence user = user(4, 4, List.of());

        check(false, SignatureCheck.signedFrom(true, List.of(user), 256), user);

        assertThat(tally.report().findings()).isEmpty();
        assertThat(tally.report().count(Counted.SIGNATURES_GONE)).isEqualTo(4);
    }

    private void check(boolean eventsCut, long signedFrom, UserEvidence user) {
        new SignatureCheck(3, "events", "signatures", eventsCut, signedFrom, tally).check(user);
    }

    private static UserEvidence user(int events, int certain, List<Integer> signed) {
        UserEvidence user = new UserEvidence("ada");
        IntStream.range(0, events)
                .mapToObj(number -> new Position(
                        number,
                        number < certain,
                        new TrainingEvent(
                                "ada",
                                "task",
                                Instant.EPOCH,
                                EncodedEvent.of("e" + number, Instant.EPOCH, new Example(new int[] {1, 2}, 1)))))
                .forEach(user::take);
        for (int number : signed) {
            user.signatures.add(new Signed(
                    user.signatures.size(),
                    "e" + number,
                    UserEvidence.fingerprint("e" + number, Instant.EPOCH),
                    Instant.EPOCH));
        }
        return user;
    }
}
