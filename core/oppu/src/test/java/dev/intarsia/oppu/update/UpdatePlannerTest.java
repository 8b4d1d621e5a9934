package dev.intarsia.oppu.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.model.example.Example;
import dev.intarsia.oppu.drift.DriftRule;
import dev.intarsia.oppu.drift.LossTrend;
import dev.intarsia.oppu.history.EncodedEvent;
import dev.intarsia.oppu.history.History;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdatePlannerTest {
    private static final UpdatePlanner PLANNER = new UpdatePlanner(
            new UpdateSchedule(16), UpdateSteps.constant(4), 12, 0.5, new RehearsalSample(0.5, 20), 0);

    @Test
    void shouldTrainAFirstUpdateOnNewEventsAlone() {
        UpdatePlan plan = PLANNER.plan("ada", 1, history(16, 100), 0).orElseThrow();

        assertThat(plan.version()).isEqualTo(1);
        assertThat(plan.seen()).isEqualTo(16);
        assertThat(plan.steps())
                .hasSize(4)
                .allSatisfy(step -> assertThat(step)
                        .hasSize(12)
                        .doesNotHaveDuplicates()
                        .allMatch(number -> number >= 0 && number < 16));
        // 48 rows of 16 events: each exactly three times.
        assertThat(counts(plan).values()).containsOnly(3L);
    }

    @Test
    void shouldFillLaterUpdatesWithRehearsedOlderEvents() {
        UpdatePlan plan = PLANNER.plan("ada", 9, history(160, 100), 144).orElseThrow();

        assertThat(plan.seen()).isEqualTo(160);
        assertThat(plan.steps()).hasSize(4).allSatisfy(step -> {
            assertThat(step).hasSize(12).doesNotHaveDuplicates();
            assertThat(step.stream().filter(number -> number >= 144)).hasSize(6);
            assertThat(step.stream().filter(number -> number < 144)).allMatch(number -> number >= 60);
            assertThat(step.stream().filter(number -> number >= 124 && number < 144))
                    .hasSizeGreaterThanOrEqualTo(3);
        });
        // 24 new rows of 16 events: none is left out.
        assertThat(counts(plan).keySet())
                .containsAll(IntStream.range(144, 160).mapToObj(Long::valueOf).toList());
    }

    @Test
    void shouldTrainOnNewEventsAloneUnderLoadAndThenOnEachOnce() {
        UpdatePlan busy = PLANNER.plan("ada", 9, history(160, 100), 144, LossTrend.NONE, LoadLevel.NO_REHEARSAL)
                .orElseThrow();
        UpdatePlan fewer = PLANNER.plan("ada", 9, history(160, 100), 96, LossTrend.NONE, LoadLevel.FEWER_UPDATES)
                .orElseThrow();

        assertThat(busy.level()).isEqualTo(LoadLevel.NO_REHEARSAL);
        assertThat(busy.steps())
                .hasSize(4)
                .allSatisfy(step -> assertThat(step).hasSize(6).allMatch(number -> number >= 144));
        // Four times as many new events, and half of the steps for each sixteen of them: 48 rows of 64 events.
        assertThat(fewer.steps())
                .hasSize(8)
                .allSatisfy(step -> assertThat(step).hasSize(6).allMatch(number -> number >= 96));
        assertThat(counts(fewer).values()).containsOnly(1L);
        assertThat(fewer.seen()).isEqualTo(160);
    }

    @Test
    void shouldRepeatAllOlderEventsWhereThereAreFewerThanAStepTakes() {
        UpdatePlan plan = PLANNER.plan("ada", 2, history(18, 100), 2).orElseThrow();

        assertThat(plan.steps()).allSatisfy(step -> assertThat(step).hasSize(8).contains(0L, 1L));
    }

    @Test
    void shouldHoldOutTheNewestEventsForTheGuardAndTrainOnThemNextTime() {
        UpdatePlanner planner = new UpdatePlanner(
                new UpdateSchedule(8), UpdateSteps.constant(2), 8, 0.5, new RehearsalSample(0.5, 20), 3);

        UpdatePlan first = planner.plan("ada", 1, history(8, 100), 0).orElseThrow();
        UpdatePlan second =
                planner.plan("ada", 2, history(16, 100), first.seen()).orElseThrow();

        assertThat(first.seen()).isEqualTo(5);
        assertThat(counts(first).keySet()).allMatch(number -> number < 5);
        assertThat(second.seen()).isEqualTo(13);
        assertThat(counts(second).keySet()).contains(5L, 6L, 7L).allMatch(number -> number < 13);
    }

    @Test
    void shouldScaleTheStepsWithTheBacklog() {
        UpdatePlan plan = PLANNER.plan("ada", 1, history(100, 1000), 0).orElseThrow();

        assertThat(plan.steps()).hasSize(7 * 4);
        assertThat(counts(plan)).hasSize(100);
    }

    @Test
    void shouldPlanNothingWhereNothingIsNew() {
        assertThat(PLANNER.plan("ada", 3, history(32, 100), 32)).isEmpty();
        assertThat(PLANNER.plan("ada", 3, History.EMPTY, 0)).isEmpty();
    }

    @Test
    void shouldLearnMoreOfNewEventsForAWhileAfterADrift() {
        UpdatePlanner planner = PLANNER.with(new DriftRule(0.001, 40, 3));
        History history = history(160, 200);

        UpdatePlan soon = planner.plan("ada", 9, history, 144, new LossTrend(List.of(1f), 112), LoadLevel.FULL)
                .orElseThrow();
        UpdatePlan later = planner.plan("ada", 9, history, 144, new LossTrend(List.of(1f), 104), LoadLevel.FULL)
                .orElseThrow();

        assertThat(soon.rate()).isEqualTo(3);
        assertThat(soon.steps()).allSatisfy(step -> assertThat(step).allMatch(event -> event >= 144));
        assertThat(later).isEqualTo(PLANNER.plan("ada", 9, history, 144).orElseThrow());
        assertThat(later.rate()).isEqualTo(1);
        assertThat(later.steps()).allSatisfy(step -> assertThat(step).anyMatch(event -> event < 144));
    }

    @Test
    void shouldBeTheSameForTheSameUserVersionAndHistoryAndDifferOtherwise() {
        UpdatePlan plan = PLANNER.plan("ada", 9, history(160, 100), 144).orElseThrow();

        assertThat(PLANNER.plan("ada", 9, history(160, 100), 144)).contains(plan);
        assertThat(PLANNER.plan("bob", 9, history(160, 100), 144).orElseThrow().steps())
                .isNotEqualTo(plan.steps());
        assertThat(PLANNER.plan("ada", 10, history(160, 100), 144).orElseThrow().steps())
                .isNotEqualTo(plan.steps());
    }

    /** A change of these numbers would train every user differently after an upgrade than before it. */
    @Test
    void shouldDrawTheSameEventsAsEarlierReleases() {
        UpdatePlan plan = PLANNER.plan("ada", 9, history(160, 100), 144).orElseThrow();

        assertThat(plan.seed()).isEqualTo(SeededDraws.seed("train", "ada", 9));
        assertThat(plan.steps().get(0))
                .containsExactly(152L, 144L, 150L, 156L, 145L, 153L, 137L, 130L, 129L, 71L, 115L, 68L);
    }

    @Test
    void shouldDrawEvenlyFromOldEvents() {
        RehearsalSample sample = new RehearsalSample(0, 1);
        SeededDraws draws = new SeededDraws(7);

        Map<Long, Long> counts = IntStream.range(0, 20_000)
                .boxed()
                .flatMap(i -> sample.draw(draws, 10, 50, 4).stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        assertThat(counts).hasSize(40);
        assertThat(counts.values()).allMatch(count -> Math.abs(count - 2000) < 250);
    }

    @ParameterizedTest
    @CsvSource({"0, 12, 0.5, 0, steps", "4, 0, 0.5, 0, rows", "4, 12, 0, 0, new-share", "4, 12, 0.5, 16, holdout"})
    void shouldRefuseAShapeThatCannotWork(int steps, int rows, double newShare, int holdout, String named) {
        assertThatThrownBy(() -> new UpdatePlanner(
                        new UpdateSchedule(16),
                        UpdateSteps.constant(steps),
                        rows,
                        newShare,
                        new RehearsalSample(0.5, 20),
                        holdout))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    @Test
    void shouldPlanMoreStepsWhileEventsAreFew() {
        UpdatePlanner planner = new UpdatePlanner(
                new UpdateSchedule(8), new UpdateSteps(2, 2, 8, 0.5), 8, 0.5, new RehearsalSample(0.5, 20), 0);

        List<Integer> steps = IntStream.rangeClosed(1, 6)
                .map(update -> planner.plan("ada", update, history(8 * update, 100), 8L * (update - 1))
                        .orElseThrow()
                        .steps()
                        .size())
                .boxed()
                .toList();

        assertThat(steps).containsExactly(8, 4, 3, 2, 2, 2);
        assertThat(planner.plan("ada", 1, history(24, 100), 0).orElseThrow().steps())
                .as("three updates at once")
                .hasSize(8 + 4 + 3);
    }

    private static Map<Long, Long> counts(UpdatePlan plan) {
        assertThat(plan.steps())
                .allSatisfy(step -> assertThat(new HashSet<>(step)).hasSameSizeAs(step));
        return plan.steps().stream()
                .flatMap(List::stream)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    private static History history(int length, int window) {
        return History.EMPTY.with(
                IntStream.range(0, length)
                        .mapToObj(i -> EncodedEvent.of("e" + i, Instant.EPOCH, new Example(new int[] {1, 2, 3}, 2)))
                        .toList(),
                window);
    }
}
