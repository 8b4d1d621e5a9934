package dev.intarsia.oppu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.model.example.Example;
import dev.intarsia.oppu.history.EncodedEvent;
import dev.intarsia.oppu.history.History;
import dev.intarsia.oppu.update.RehearsalSample;
import dev.intarsia.oppu.update.UpdatePlan;
import dev.intarsia.oppu.update.UpdatePlanner;
import dev.intarsia.oppu.update.UpdateSchedule;
import dev.intarsia.oppu.update.UpdateSteps;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The example of the module's README, compiled and run as it stands there. */
class ReadmeExampleTest {
    @Test
    void shouldRunTheExampleOfTheReadme() throws Exception {
        // example
        UpdateSchedule schedule = new UpdateSchedule(2);
        UpdatePlanner planner =
                new UpdatePlanner(schedule, UpdateSteps.constant(3), 2, 0.5, new RehearsalSample(0.5, 10), 0);

        Example example = new Example(new int[] {1, 5, 7, 2}, 2);
        EncodedEvent first = EncodedEvent.of("event-1", Instant.EPOCH, example);
        EncodedEvent second = EncodedEvent.of("event-2", Instant.EPOCH, example);
        History history = History.EMPTY.with(List.of(first, second), 100);

        boolean due = schedule.due(history.length());
        UpdatePlan plan = planner.plan("ada", 1, history, 0).orElseThrow();
        // end of example

        assertThat(due).isTrue();
        assertThat(plan.steps()).hasSize(3).allSatisfy(step -> assertThat(step).containsExactlyInAnyOrder(0L, 1L));
    }
}
