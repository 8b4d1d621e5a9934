package dev.intarsia.oppu.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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

    private static double nats(History history, long from, long seen, long event) {
        return new AnswerCode(history, from, seen).nats(history.event(event).example());
    }

    private static double share(int same, int others) {
        return -Math.log((double) same / others);
    }

    @Test
    void shouldTakeEachAnswersShareAmongTheOtherEvents() {
        History history = history(7, 7, 8, 7, 8);

        assertThat(nats(history, 0, 5, 3)).isEqualTo(share(2, 4), within(1e-12));
        assertThat(nats(history, 3, 5, 4)).as("older ones count too").isEqualTo(share(1, 4), within(1e-12));
    }

    @Test
    void shouldCountNothingThatTheUpdateDoesNotSee() {
        assertThat(nats(history(7, 8, 7, 7, 7), 0, 3, 2)).isEqualTo(nats(history(7, 8, 7), 0, 3, 2));
    }

    @Test
    void shouldCountTheNewestEventsAlone() {
        int[] answers = new int[AnswerCode.COUNTED + 50];
        for (int i = 0; i < answers.length; i++) {
            answers[i] = i < 50 ? 8 : 7;
        }

        assertThat(nats(history(answers), answers.length - 8, answers.length, answers.length - 1))
                .as("all are alike")
                .isZero();
    }

    @Test
    void shouldCompareAnswersThatItKnows() {
        History history = history(7, 7, 8, 9);
        AnswerCode code = new AnswerCode(history, 0, 4);
        List<Example> events = IntStream.range(0, 4)
                .mapToObj(event -> history.event(event).example())
                .toList();

        assertThat(code.excess(events, new float[] {1, 2, 50, 60}))
                .as("two tokens an answer")
                .isEqualTo((2 + 4) / 2.0 - share(1, 3), within(1e-6));
        assertThat(code.excess(events.subList(2, 4), new float[] {50, 60})).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void shouldTrainOnWhileTheUsersFrequenciesTellAnswersBetter(@TempDir Path directory) throws IOException {
        try (TinyModel tiny = TinyModel.open(TinyCheckpoint.UNDECIDED.write(directory))) {
            assertThat(steps(tiny, new UpdateSteps(2, 2, 8, 0), 7)).isEqualTo(8 + 4);
            assertThat(steps(tiny, new UpdateSteps(2, 2, 8, 1000), 7)).isEqualTo(2 + 2);
            assertThat(steps(tiny, new UpdateSteps(2, 2, 8, 0), 1, 2, 3, 4, 5, 6, 7, 8))
                    .as("where no answer is given twice, as free text")
                    .isEqualTo(2 + 2);
        }
    }

    /** Of two updates of a user with these answers in turn. */
    private static int steps(TinyModel tiny, UpdateSteps steps, int... answers) {
        UpdateSchedule schedule = new UpdateSchedule(4);
        UpdatePlanner planner = new UpdatePlanner(schedule, steps, 4, 0.5, new RehearsalSample(0.5, 8), 0);
        List<Integer> taken = new ArrayList<>();
        List<TrainingEvent> events = IntStream.range(0, 8)
                .mapToObj(
                        i -> new TrainingEvent("ada", "task", Instant.EPOCH, answered(i, answers[i % answers.length])))
                .toList();
        try (Learner learner = Learner.ofAdapters(
                LineageTest.recipe(100).with(planner),
                tiny.model(),
                ReferenceSet.none(),
                update -> taken.add(update.steps().size()))) {
            learner.learn(events, new StateOverlay(new Memory()), user -> true);
        }
        return taken.stream().mapToInt(some -> some).sum();
    }
}
