package dev.intarsia.assembler.topology;

import static dev.intarsia.assembler.fixture.Records.BASE;
import static dev.intarsia.assembler.fixture.Records.NOON;
import static dev.intarsia.assembler.fixture.Records.consent;
import static dev.intarsia.assembler.fixture.Records.piece;
import static dev.intarsia.assembler.fixture.Records.signature;
import static dev.intarsia.assembler.roster.ElectionProcessor.CANDIDATES;
import static dev.intarsia.assembler.roster.ElectionProcessor.ROSTER;
import static dev.intarsia.assembler.user.AssemblerStores.POPULATION;
import static dev.intarsia.assembler.user.AssemblerStores.USERS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.assembler.fixture.DrivenAssembler;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.AssignmentCause;
import dev.intarsia.schemas.avro.EventSignature;
import dev.intarsia.schemas.avro.Gate;
import dev.intarsia.service.erasure.Erasures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {
    private static final Duration SETTLED = Duration.ofSeconds(2);

    @TempDir
    Path state;

    @Test
    void shouldGoOnFromSummedSignaturesAsIfItHadNeverStopped() {
        try (DrivenAssembler before = driven("before", Map.of());
                DrivenAssembler after = driven("after", Map.of());
                DrivenAssembler neverStopped = driven("never-stopped", Map.of())) {
            before.send(signature("ada", "e1", 3, 1));
            before.send(signature("ada", "e2", 1, 2));
            neverStopped.send(signature("ada", "e1", 3, 1));
            neverStopped.send(signature("ada", "e2", 1, 2));

            restart(before, after);
            neverStopped.pass(SETTLED);
            after.send(signature("ada", "e2", 1, 2));
            after.send(signature("ada", "e3", 0, 4));
            neverStopped.send(signature("ada", "e3", 0, 4));

            assertThat(after.assignments())
                    .singleElement()
                    .isEqualTo(neverStopped.assignments().get(2))
                    .satisfies(sent -> {
                        assertThat(sent.value.getVersion()).isEqualTo(3);
                        assertThat(sent.value.getEvents()).isEqualTo(3);
                    });
        }
    }

    @Test
    void shouldNotRecomputeUsersWhoseAssignmentIsOfThePresentPool() {
        try (DrivenAssembler before = driven("before", Map.of("model.fingerprint", BASE));
                DrivenAssembler after = driven("after", Map.of("model.fingerprint", BASE))) {
            before.send(signature("ada", "e1", 3, 1));

            restart(before, after);

            assertThat(after.assignments()).isEmpty();
        }
    }

    @Test
    void shouldFinishARecomputationThatWasCutOff() {
        try (DrivenAssembler before = driven("before", Map.of("model.fingerprint", BASE));
                DrivenAssembler after = driven("after", Map.of("model.fingerprint", BASE))) {
            before.send(signature("ada", "e1", 3, 4));
            before.send(signature("bob", "e1", 3, 4));

            after.send(piece("tim", 0, 2));
            restart(before, after);

            assertThat(after.assignments())
                    .extracting(sent -> sent.key + " " + sent.value.getCause() + " " + sent.value.getVersion())
                    .containsExactly("ada POOL 2", "bob POOL 2");
        }
    }

    @Test
    void shouldStartUsersAnewUnderANewBaseModel() {
        try (DrivenAssembler before = driven("before", Map.of("model.fingerprint", BASE));
                DrivenAssembler after = driven("after", Map.of("model.fingerprint", "next"))) {
            before.send(signature("ada", "e1", 3, 1));
            before.send(signature("ada", "e2", 3, 1));

            restart(before, after);
            assertThat(after.assignments()).singleElement().satisfies(sent -> {
                assertThat(sent.value.getBaseModel()).isEqualTo("next");
                assertThat(sent.value.getCause()).isEqualTo(AssignmentCause.BASE_MODEL);
                assertThat(sent.value.getEvents()).isZero();
                assertThat(sent.value.getModules()).isEmpty();
            });
            after.send(Gate.newBuilder(piece("new", 1, 0)).setBaseModel("next").build());
            after.pass(SETTLED);
            after.send(signature("ada", "e3", 3, 1));
            after.send(EventSignature.newBuilder(signature("ada", "e3", 3, 1))
                    .setBaseModel("next")
                    .build());

            assertThat(after.deadLetters()).hasSize(1);
            Assignment assignment = after.assignments().get(0).value;
            assertThat(assignment.getBaseModel()).isEqualTo("next");
            assertThat(assignment.getEvents()).isEqualTo(1);
            assertThat(assignment.getVersion()).isEqualTo(before.assignments().size() + 2);
            assertThat(assignment.getCause()).isEqualTo(AssignmentCause.HISTORY);
            assertThat(assignment.getModules()).hasSize(1);
        }
    }

    /** The store is all that a restart finds, and it comes before the processor of signatures has seen the erasure. */
    @Test
    void shouldHaveStoredTheSampleAnewWhenAnErasureIsRead() {
        try (DrivenAssembler assembler = driven("bayes", Map.of("weights.kind", "bayes"))) {
            for (int event = 1; event <= 3; event++) {
                assembler.send(EventSignature.newBuilder(signature("ada", "e" + event, event, 1))
                        .setIngestedAt(NOON.plusSeconds(event))
                        .build());
            }
            List<String> sampled = assembler.keys(POPULATION);

            assembler.erase("ada", NOON.plusSeconds(1));

            assertThat(sampled).hasSize(3);
            assertThat(assembler.keys(POPULATION)).hasSize(2).isSubsetOf(sampled);
        }
    }

    @Test
    void shouldHoldToTheRosterItHad() {
        try (DrivenAssembler before = driven("before", Map.of("roster.min-events", "1"));
                DrivenAssembler after = driven("after", Map.of("roster.min-events", "1"))) {
            before.send(consent("ada", true, 1));
            before.send(signature("ada", "e1", 3, 1));
            before.send(signature("ada", "e2", 3, 1));
            before.pass(SETTLED);
            assertThat(before.rosterChanges()).containsOnlyKeys("ada");

            after.pass(SETTLED);
            restart(before, after);
            assertThat(after.rosterChanges()).isEmpty();

            after.send(consent("ada", false, 1));
            after.pass(SETTLED);
            assertThat(after.rosterChanges()).containsOnlyKeys("ada").containsValue(null);
        }
    }

    private DrivenAssembler driven(String name, Map<String, String> settings) {
        DrivenAssembler assembler = new DrivenAssembler(state.resolve(name), settings);
        assembler.send(piece("sam", 1, 0));
        assembler.send(piece("sue", 1, 1));
        return assembler;
    }

    private static void restart(DrivenAssembler before, DrivenAssembler after) {
        after.restore(before, USERS, POPULATION, Erasures.STORE, CANDIDATES, ROSTER);
        after.pass(SETTLED);
    }
}
