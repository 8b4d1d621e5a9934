package dev.intarsia.assembler.topology;

import static dev.intarsia.assembler.fixture.Records.BASE;
import static dev.intarsia.assembler.fixture.Records.NOON;
import static dev.intarsia.assembler.fixture.Records.consent;
import static dev.intarsia.assembler.fixture.Records.piece;
import static dev.intarsia.assembler.fixture.Records.signature;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.intarsia.assembler.fixture.DrivenAssembler;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.ErasureProgress;
import dev.intarsia.schemas.avro.EventSignature;
import dev.intarsia.schemas.topic.ErasureKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErasureTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @AutoClose
    private DrivenAssembler assembler;

    @BeforeEach
    void start(@TempDir Path state) {
        assembler = new DrivenAssembler(
                state, Map.of("model.fingerprint", BASE, "roster.min-events", "1", "erasure.guard", "1h"));
        assembler.send(piece("sam", 1, 0));
        assembler.pass(SECOND);
        assembler.send(signature("ada", "e1", 1, 0));
        assembler.send(signature("ada", "e2", 1, 0));
        assembler.send(signature("bob", "e1", 1, 1));
        assembler.assignments();
    }

    @Test
    void shouldDropTheUsersStateAndAssignment() {
        assembler.erase("ada");

        assertThat(assembler.assignments()).singleElement().satisfies(sent -> {
            assertThat(sent.key).isEqualTo("ada");
            assertThat(sent.value).isNull();
        });
        assertThat(assembler.users()).isEqualTo(1);
    }

    @Test
    void shouldReportWhatItHasRemovedAndNoLessTheSecondTime() {
        Instant moment = assembler.now();
        assembler.erase("ada");
        assembler.erase("ada");
        assembler.erase("nobody");

        assertThat(assembler.reports())
                .extracting(ErasureProgress::getErasure, ErasureProgress::getRemoved)
                .containsExactly(
                        tuple(ErasureKey.erasure("ada", moment), removed(1)),
                        tuple(ErasureKey.erasure("ada", moment), removed(1)),
                        tuple(ErasureKey.erasure("nobody", moment), removed(0)));
    }

    private static Map<String, Long> removed(long states) {
        return Map.of("statistics", states, "assignments", states, "candidacies", 0L, "sampled-events", 0L);
    }

    @Test
    void shouldNotBringAnErasedUserBackWhenThePoolChanges() {
        assembler.erase("ada");
        assembler.assignments();

        assembler.send(piece("tim", 0, 1));
        assembler.pass(SECOND);

        assertThat(assembler.assignments()).extracting(sent -> sent.key).containsExactly("bob");
    }

    @Test
    void shouldTurnAwayLateSignaturesOfEventsFromBeforeTheErasure() {
        assembler.erase("ada");
        assembler.assignments();

        assembler.send(EventSignature.newBuilder(signature("ada", "e3", 1, 0))
                .setIngestedAt(NOON.plus(SECOND))
                .build());

        assertThat(assembler.assignments()).isEmpty();
        assertThat(assembler.users()).isEqualTo(1);
        assertThat(assembler.deadLetters()).isEmpty();
        assertThat(assembler.metric("intarsia.assembler.signatures.erased")).isEqualTo(1);
    }

    @Test
    void shouldStartAnewWithEventsFromAfterTheErasure() {
        assembler.erase("ada");
        assembler.assignments();

        assembler.send(EventSignature.newBuilder(signature("ada", "e3", 1, 0))
                .setIngestedAt(NOON.plus(SECOND).plusMillis(1))
                .build());

        Assignment assignment = assembler.assignments().get(0).value;
        assertThat(assignment.getVersion()).isEqualTo(1);
        assertThat(assignment.getEvents()).isEqualTo(1);
    }

    @Test
    void shouldForgetTheErasureItselfInTime() {
        assembler.erase("ada");
        assembler.assignments();
        assembler.pass(Duration.ofMinutes(61));

        assembler.send(signature("ada", "e3", 1, 0));

        assertThat(assembler.assignments()).hasSize(1);
    }

    @Test
    void shouldKeepWhatTheUserDidAfterAnErasureThatIsReadLate() {
        Instant erased = NOON.plusSeconds(30);
        assembler.send(later(signature("ada", "e3", 2, 1), erased));
        assembler.assignments();

        assembler.erase("ada", erased);

        assertThat(assembler.assignments())
                .extracting(sent -> sent.value)
                .satisfiesExactly(gone -> assertThat(gone).isNull(), anew -> {
                    assertThat(anew.getVersion()).isEqualTo(1);
                    assertThat(anew.getEvents()).isEqualTo(1);
                    assertThat(anew.getLastEventId()).isEqualTo("e3");
                });
    }

    @Test
    void shouldKeepTheSameEventSentAgainAfterAnErasureThatIsReadLate() {
        Instant erased = NOON.plusSeconds(30);
        assembler.send(later(signature("ada", "e1", 1, 0), erased));
        assembler.send(later(signature("ada", "e2", 1, 0), erased));

        assembler.erase("ada", erased);

        Assignment anew = assembler.assignments().get(1).value;
        assertThat(anew.getEvents()).isEqualTo(2);
        assertThat(anew.getLastEventId()).isEqualTo("e2");
    }

    private static EventSignature later(EventSignature signature, Instant moment) {
        return EventSignature.newBuilder(signature)
                .setIngestedAt(moment.plusMillis(1))
                .build();
    }

    @Test
    void shouldRememberAnErasureWithoutTheName() {
        assembler.erase("ada");

        assertThat(assembler.keys("erasures"))
                .singleElement()
                .asString()
                .hasSize(64)
                .doesNotContain("ada");
    }

    @Test
    void shouldEndTheElectionOfAnErasedSharer() {
        assembler.send(consent("ada", true, 1));
        assembler.pass(SECOND);
        assertThat(assembler.rosterChanges()).containsOnlyKeys("ada").doesNotContainValue(null);

        assembler.erase("ada");
        assembler.pass(SECOND);

        assertThat(assembler.rosterChanges()).containsOnlyKeys("ada").containsValue(null);
    }

    @Test
    void shouldEraseAUserItHasNeverHeardOf() {
        assembler.erase("nobody");

        assertThat(assembler.assignments()).extracting(sent -> sent.key).containsExactly("nobody");
    }
}
