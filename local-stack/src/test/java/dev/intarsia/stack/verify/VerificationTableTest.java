package dev.intarsia.stack.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.trainer.verify.Counted;
import dev.intarsia.trainer.verify.Fault;
import dev.intarsia.trainer.verify.Finding;
import dev.intarsia.trainer.verify.NotChecked;
import dev.intarsia.trainer.verify.VerificationReport;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class VerificationTableTest {
    private static final Finding LOST =
            new Finding(Fault.LOST, "ada", "events-3@120", "Event e7 has no signature.", "Send it again.");

    @Test
    void shouldSayThatNothingIsWrongAndOfHowManyUsersThatCouldNotBeTold() {
        String table = VerificationTable.of(new VerificationReport(
                Map.of(Counted.ACCEPTED, 1234L),
                Map.of(),
                List.of(),
                Map.of(NotChecked.LOG_CUT, 3L, NotChecked.NO_LINEAGE, 2L),
                OptionalDouble.of(2.5e-7)));

        assertThat(table)
                .containsPattern("accepted, one position each +1,234\n")
                .containsPattern("largest difference of a weight +2.50e-07\n")
                .contains("Lineage not checked of 3 users: retention has deleted events")
                .endsWith("Nothing is wrong with what could be checked: the lineages of 5 users could not.\n");
    }

    @Test
    void shouldShowEachFindingWithUserPlaceAndWhatToDo() {
        String table = VerificationTable.of(new VerificationReport(
                Map.of(), Map.of(Fault.LOST, 1L), List.of(LOST), Map.of(), OptionalDouble.empty()));

        assertThat(table)
                .contains("events-3@120, user 'ada': Event e7 has no signature.\n    Send it again.\n")
                .containsPattern("1 faults:\n  events lost +1\n")
                .doesNotContain("largest difference")
                .doesNotContain("Nothing is wrong");
    }

    @Test
    void shouldShowTheFirstOfVeryManyFindings() {
        String table = VerificationTable.of(new VerificationReport(
                Map.of(), Map.of(Fault.LOST, 70L), Collections.nCopies(70, LOST), Map.of(), OptionalDouble.empty()));

        assertThat(table.split("Send it again", -1)).hasSize(51);
        assertThat(table).contains("70 faults, of which the first 50 are above:");
    }
}
