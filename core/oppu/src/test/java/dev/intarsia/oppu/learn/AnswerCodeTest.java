package dev.intarsia.oppu.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.fixture.TinyCheckpoint;
import dev.intarsia.model.fixture.TinyModel;
import dev.intarsia.oppu.history.EncodedEvent;
import dev.intarsia.oppu.history.History;
import dev.intarsia.oppu.update.ReferenceSet;
import dev.intarsia.oppu.update.RehearsalSample;
import dev.intarsia.oppu.update.UpdatePlanner;
import dev.intarsia.oppu.update.UpdateSchedule;
import dev.intarsia.oppu.update.UpdateSteps;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnswerCodeTest {
    private static final double ENOUGH = 3;
    private static final UpdateSteps FREQUENCIES = new UpdateSteps(2, 4, 9, ENOUGH, 0.5);

    /** An answer's first token is its number, its second ends it. */
    private static EncodedEvent answered(int number, int answer) {
        return EncodedEvent.of(
                "e" + number, Instant.EPOCH, new Example(new int[] {1, 3 + number % 5, 10 + answer, 2}, 2));
    }

    private static History history(int... answers) {
        List<EncodedEvent> events = IntStream.range(0, answers.length)
                .mapToObj(i -> answered(i, answers[i]))
                .toList();
        return History.EMPTY.with(events, 1000);
    }

    /** Of an answer that so many of so many other events have, per each of two tokens. */
    private static double limit(int same, int others) {
        return (-Math.log((double) same / others) + 0.5) / 2;
    }

    @Test
    void shouldTakeEachAnswersShareAmongTheOtherEvents() {
        History history = history(7, 7, 8, 7, 8);

        double enough = AnswerCode.enough(history, 0, 5, FREQUENCIES);

        assertThat(enough).isEqualTo((3 * limit(2, 4) + 2 * limit(1, 4)) / 5, within(1e-12));
    }

    @Test
    void shouldAverageOverNewEventsAndCountOlderOnes() {
        History history = history(7, 7, 8, 7, 8);

        double enough = AnswerCode.enough(history, 3, 5, FREQUENCIES);

        assertThat(enough).isEqualTo((limit(2, 4) + limit(1, 4)) / 2, within(1e-12));
    }

    @Test
    void shouldCountNothingThatTheUpdateDoesNotSee() {
        assertThat(AnswerCode.enough(history(7, 7, 8, 8, 8), 0, 2, FREQUENCIES))
                .isEqualTo(AnswerCode.enough(history(7, 7), 0, 2, FREQUENCIES));
    }

    @Test
    void shouldLeaveAnswersThatTheUserGaveOnceToTheLimitOfTheirTokens() {
        assertThat(AnswerCode.enough(history(1, 2, 3, 4), 0, 4, FREQUENCIES)).isEqualTo(ENOUGH);
        assertThat(AnswerCode.enough(history(7, 7, 7), 0, 3, new UpdateSteps(2, 4, 9, ENOUGH)))
                .isEqualTo(ENOUGH);
    }

    @Test
    void shouldCountTheNewestEventsAlone() {
        int[] answers = new int[AnswerCode.COUNTED + 50];
        for (int i = 0; i < answers.length; i++) {
            answers[i] = i < 50 ? 8 : 7;
        }

        double enough = AnswerCode.enough(history(answers), answers.length - 8, answers.length, FREQUENCIES);

        assertThat(enough).as("all are alike").isEqualTo(0.5 / 2, within(1e-12));
    }

    /** A loss of a thousand nats a token is enough by tokens; by frequencies nothing is, where every answer is the same. */
    @Test
    void shouldTrainOnWhileTheUsersFrequenciesTellAnswersBetter(@TempDir Path directory) throws IOException {
        try (TinyModel tiny = TinyModel.open(TinyCheckpoint.UNDECIDED.write(directory))) {
            assertThat(steps(tiny, new UpdateSteps(2, 2, 8, 1000))).isEqualTo(2 + 2);
            assertThat(steps(tiny, new UpdateSteps(2, 2, 8, 1000, 0))).isEqualTo(8 + 4);
            assertThat(steps(tiny, new UpdateSteps(2, 2, 8, 1000, 1000))).isEqualTo(2 + 2);
        }
    }

    /** Of two updates of a user who always answers the same. */
    private static int steps(TinyModel tiny, UpdateSteps steps) {
        UpdateSchedule schedule = new UpdateSchedule(4);
        UpdatePlanner planner = new UpdatePlanner(schedule, steps, 4, 0.5, new RehearsalSample(0.5, 8), 0);
        List<Integer> taken = new ArrayList<>();
        List<TrainingEvent> events = IntStream.range(0, 8)
                .mapToObj(i -> new TrainingEvent("ada", "task", Instant.EPOCH, answered(i, 7)))
                .toList();
        try (Learner learner = Learner.ofAdapters(
                LineageTest.recipe(100).with(planner),
                tiny.model(),
                ReferenceSet.none(),
                update -> taken.add(update.steps().size()))) {
            learner.learn(events, new StateOverlay(new Nobody()), user -> true);
        }
        return taken.stream().mapToInt(some -> some).sum();
    }

    /** Of whom nothing is known. */
    private static final class Nobody implements UserStates {
        @Override
        public UserState of(String user) {
            return UserState.NEW;
        }

        @Override
        public AdapterState adapter(String user) {
            throw new IllegalStateException(user + " has none.");
        }
    }
}
