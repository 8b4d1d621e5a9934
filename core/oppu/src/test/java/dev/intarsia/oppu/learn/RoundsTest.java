package dev.intarsia.oppu.learn;

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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundsTest {
    private static final UpdateSchedule SCHEDULE = new UpdateSchedule(4);
    private static final UpdatePlanner PLANNER =
            new UpdatePlanner(SCHEDULE, UpdateSteps.constant(2), 6, 0.5, new RehearsalSample(0.5, 10), 1);
    private static final int WINDOW = 25;

    @Test
    void shouldGiveEachUserOneSlicePerRoundUpToTheNextUpdate() {
        List<TrainingEvent> batch = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            batch.add(arrival("ada", i));
        }
        batch.add(arrival("bob", 0));

        Rounds rounds = Rounds.of(batch, user -> History.EMPTY, SCHEDULE, WINDOW);

        assertThat(rounds.rounds()).hasSize(3);
        assertThat(rounds.rounds().get(0)).extracting(UserSlice::user).containsExactly("ada", "bob");
        assertThat(rounds.rounds().get(0)).extracting(UserSlice::due).containsExactly(true, false);
        assertThat(rounds.rounds())
                .extracting(round -> round.get(0).arrivals().size())
                .containsExactly(4, 4, 2);
        assertThat(rounds.rounds().get(2)).extracting(UserSlice::due).containsExactly(false);
    }

    @Test
    void shouldSkipEventsThatWereSentBefore() {
        History before = Rounds.of(List.of(arrival("ada", 1)), user -> History.EMPTY, SCHEDULE, WINDOW)
                .rounds()
                .get(0)
                .get(0)
                .after();

        Rounds rounds = Rounds.of(
                List.of(arrival("ada", 1), arrival("ada", 2), arrival("ada", 2)), user -> before, SCHEDULE, WINDOW);

        assertThat(rounds.duplicates()).isEqualTo(2);
        assertThat(rounds.rounds()).hasSize(1);
        assertThat(rounds.rounds().get(0).get(0).after().length()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void shouldPlanTheSameUpdatesForAnySplitOfTheLogAndAnyOtherUsers(long seed) {
        Random random = new Random(seed);
        List<TrainingEvent> log = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            // Some ids repeat: the same event sent again, soon or much later.
            log.add(arrival("u" + random.nextInt(6), random.nextInt(90)));
        }

        Map<String, List<UpdatePlan>> whole = plans(List.of(log));
        Map<String, List<UpdatePlan>> cut = plans(cut(log, random));
        Map<String, List<UpdatePlan>> alone = new TreeMap<>();
        whole.keySet()
                .forEach(user -> alone.putAll(plans(cut(
                        log.stream().filter(event -> event.user().equals(user)).toList(), random))));

        assertThat(whole).hasSize(6);
        assertThat(whole.values()).allSatisfy(plans -> assertThat(plans).hasSizeGreaterThan(5));
        assertThat(cut).isEqualTo(whole);
        assertThat(alone).isEqualTo(whole);
        assertThat(unique(log)).isEqualTo(trainedAndHeldOut(whole, log));
    }

    /** Works the batches through with an update accepted whenever one is due. */
    private static Map<String, List<UpdatePlan>> plans(List<List<TrainingEvent>> batches) {
        Map<String, History> histories = new HashMap<>();
        Map<String, List<UpdatePlan>> plans = new TreeMap<>();
        for (List<TrainingEvent> batch : batches) {
            Rounds rounds = Rounds.of(batch, user -> histories.getOrDefault(user, History.EMPTY), SCHEDULE, WINDOW);
            rounds.rounds().stream().flatMap(List::stream).forEach(turn -> {
                histories.put(turn.user(), turn.after());
                List<UpdatePlan> made = plans.computeIfAbsent(turn.user(), user -> new ArrayList<>());
                if (turn.due()) {
                    long seen = made.isEmpty() ? 0 : made.get(made.size() - 1).seen();
                    PLANNER.plan(turn.user(), made.size() + 1, turn.after(), seen)
                            .ifPresent(made::add);
                }
            });
        }
        return plans;
    }

    private static List<List<TrainingEvent>> cut(List<TrainingEvent> log, Random random) {
        List<List<TrainingEvent>> batches = new ArrayList<>();
        int next = 0;
        while (next < log.size()) {
            int end = Math.min(log.size(), next + 1 + random.nextInt(60));
            batches.add(log.subList(next, end));
            next = end;
        }
        return batches;
    }

    private static Map<String, Integer> unique(List<TrainingEvent> log) {
        Map<String, Set<String>> ids = new TreeMap<>();
        log.forEach(event -> ids.computeIfAbsent(event.user(), user -> new HashSet<>())
                .add(event.event().eventId()));
        Map<String, Integer> counts = new LinkedHashMap<>();
        ids.forEach((user, of) -> counts.put(user, of.size()));
        return counts;
    }

    /** Each user's events, counted from the plans: those trained on, the one held out, and those not yet due. */
    private static Map<String, Integer> trainedAndHeldOut(
            Map<String, List<UpdatePlan>> plans, List<TrainingEvent> log) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        plans.forEach((user, made) -> {
            Set<Long> trained = new HashSet<>();
            made.forEach(plan -> plan.steps().forEach(trained::addAll));
            int rest = unique(log).get(user) % SCHEDULE.every();
            counts.put(user, trained.size() + 1 + rest);
        });
        return counts;
    }

    private static TrainingEvent arrival(String user, int number) {
        return new TrainingEvent(
                user,
                "movie-rating",
                Instant.EPOCH,
                EncodedEvent.of("e" + number, Instant.EPOCH, new Example(new int[] {1, number, 2}, 2)));
    }
}
