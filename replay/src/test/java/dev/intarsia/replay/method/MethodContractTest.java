package dev.intarsia.replay.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.engine.StateDirectory;
import dev.intarsia.replay.fixture.Models;
import dev.intarsia.replay.fixture.Recordings;
import dev.intarsia.replay.source.RecordedEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link Method} promises, of every personal method and of some that only prompt or count. */
class MethodContractTest {
    private static final Population POPULATION =
            new Population(Map.of("s", Recordings.of("s", 20)), Map.of("p", Recordings.of("p", 12)));
    private static final int EVENTS = 14;

    @TempDir
    static Path directory;

    private static ReplayModel model;
    private static MethodContext workplace;

    @BeforeAll
    static void load() throws IOException {
        model = Models.tiny(directory, "movie-rating");
        workplace = new MethodContext(model, new StateDirectory(directory.resolve("kept")));
    }

    @AfterAll
    static void close() {
        model.close();
    }

    /** Asks each event of one user, then learns it, with whatever else happens in the same calls. */
    private static List<Reply> prequentially(String name, List<RecordedEvent> own, List<List<RecordedEvent>> others) {
        List<Reply> replies = new ArrayList<>();
        try (Method method = open(name)) {
            for (int i = 0; i < own.size(); i++) {
                List<RecordedEvent> together = new ArrayList<>();
                for (List<RecordedEvent> other : others) {
                    together.addAll(other.subList(Math.min(i, other.size()), Math.min(i + 1, other.size())));
                }
                together.add(own.get(i));
                List<Question> questions = together.stream().map(Question::of).toList();
                replies.add(method.answer(questions).get(questions.size() - 1));
                method.learn(together);
            }
        }
        return replies;
    }

    /** Methods whose answers depend on what was learned, one of each kind. */
    static List<String> learning() {
        return List.of(
                "oppu",
                "oppu-ia3",
                "oppu-prompt",
                "oppu+profile+retrieval-1",
                "profile+retrieval-1",
                "baseline:user-mean");
    }

    private static Method open(String name) {
        return open(name, PersonalFamily.Profiles.TEMPLATE);
    }

    private static Method open(String name, PersonalFamily.Profiles profiles) {
        List<MethodFactory> offers = new ArrayList<>(new PersonalFamily(profiles, true).offers(workplace));
        offers.addAll(new TuningFamily(TuningSettings.chosen()).offers(workplace));
        offers.addAll(new BaselineFamily().offers(workplace));
        Method method = offers.stream()
                .filter(offer -> offer.name().equals(name))
                .findFirst()
                .orElseThrow()
                .opening()
                .get();
        method.prepare(POPULATION, Progress.NONE);
        return method;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "retrieval-2",
                "profile+retrieval-1",
                "oppu",
                "oppu-ia3",
                "oppu-prompt",
                "oppu+profile+retrieval-1",
                "oppu+retrieval-2",
                "oppu+profile+retrieval-1-asked",
                "baseline:item-user-bias",
                "baseline:copy-most-similar"
            })
    void shouldAnswerAUserTheSameAloneAndAmongOthers(String name) {
        List<RecordedEvent> own = Recordings.of("a", EVENTS);

        List<Reply> alone = prequentially(name, own, List.of());
        List<Reply> among = prequentially(name, own, List.of(Recordings.of("b", EVENTS), Recordings.of("c", 9)));

        assertAlike(among, alone);
    }

    @ParameterizedTest
    @MethodSource("learning")
    void shouldIgnoreAnotherUsersEvents(String name) {
        List<RecordedEvent> own = Recordings.of("a", EVENTS);
        List<RecordedEvent> other = Recordings.of("b", EVENTS);

        List<Reply> before = prequentially(name, own, List.of(other));
        List<Reply> after = prequentially(name, own, List.of(canary(other, 0)));

        assertAlike(after, before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"oppu", "oppu+profile+retrieval-1", "profile+retrieval-1", "baseline:item-user-bias"})
    void shouldAnswerThePastIndependentlyOfTheFuture(String name) {
        List<RecordedEvent> own = Recordings.of("a", EVENTS);
        int changed = 9;

        List<Reply> before = prequentially(name, own, List.of());
        List<Reply> after = prequentially(name, canary(own, changed), List.of());

        assertThat(after.subList(0, changed)).isEqualTo(before.subList(0, changed));
        assertThat(after.subList(changed + 1, EVENTS))
                .as("the canary is seen once it is past")
                .isNotEqualTo(before.subList(changed + 1, EVENTS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"oppu", "oppu+profile+retrieval-1", "retrieval-2", "baseline:item-user-bias"})
    void shouldAnswerTheSameForAnySplitOfEventsIntoCalls(String name) {
        List<RecordedEvent> own = Recordings.of("a", EVENTS);
        List<Question> questions = Recordings.of("a", EVENTS + 3).subList(EVENTS, EVENTS + 3).stream()
                .map(Question::of)
                .toList();

        try (Method atOnce = open(name);
                Method oneByOne = open(name)) {
            atOnce.learn(own);
            own.forEach(event -> oneByOne.learn(List.of(event)));

            assertAlike(
                    questions.stream()
                            .flatMap(question -> oneByOne.answer(List.of(question)).stream())
                            .toList(),
                    atOnce.answer(questions));
        }
    }

    @ParameterizedTest
    @MethodSource("learning")
    void shouldContinueAfterARestoreAsIfNeverInterrupted(String name) throws IOException {
        List<RecordedEvent> own = Recordings.of("a", EVENTS);
        List<RecordedEvent> first = own.subList(0, 6);
        List<RecordedEvent> rest = own.subList(6, EVENTS);
        List<Question> questions =
                List.of(Question.of(Recordings.of("a", EVENTS + 1).get(EVENTS)));
        ByteArrayOutputStream saved = new ByteArrayOutputStream();

        try (Method whole = open(name);
                Method restored = open(name)) {
            whole.learn(first);
            whole.save(new DataOutputStream(saved));
            whole.learn(rest);
            restored.restore(first, new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
            restored.learn(rest);

            assertThat(restored.answer(questions)).isEqualTo(whole.answer(questions));
            assertThat(restored.kept()).isEqualTo(whole.kept());
        }
    }

    /** A profile that the base model wrote before the kill would otherwise be written and counted once more. */
    @ParameterizedTest
    @ValueSource(strings = {"profile", "oppu+profile"})
    void shouldSpendNoMoreAfterARestoreThanWithoutOne(String name) throws IOException {
        List<RecordedEvent> own = Recordings.of("a", EVENTS);
        List<RecordedEvent> first = own.subList(0, 5);
        List<Question> questions = List.of(Question.of(own.get(EVENTS - 1)));
        ByteArrayOutputStream saved = new ByteArrayOutputStream();

        try (Method whole = open(name, PersonalFamily.Profiles.MODEL);
                Method restored = open(name, PersonalFamily.Profiles.MODEL)) {
            whole.learn(first);
            whole.answer(questions);
            whole.save(new DataOutputStream(saved));
            restored.restore(first, new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
            double before = whole.flops();
            double begun = restored.flops();

            assertThat(restored.answer(questions)).isEqualTo(whole.answer(questions));
            assertThat(restored.flops() - begun).isEqualTo(whole.flops() - before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"oppu", "oppu+retrieval-1"})
    void shouldNotChangeStateByAnswering(String name) {
        List<RecordedEvent> own = Recordings.of("a", EVENTS);
        List<Question> questions = own.stream().map(Question::of).toList();

        try (Method asked = open(name);
                Method notAsked = open(name)) {
            for (RecordedEvent event : own) {
                asked.answer(questions);
                asked.learn(List.of(event));
                notAsked.learn(List.of(event));
            }

            assertThat(asked.answer(questions)).isEqualTo(notAsked.answer(questions));
        }
    }

    /** The list of one published implementation grew from user to user, so that the last was trained on all. */
    @ParameterizedTest
    @ValueSource(strings = {"oppu"})
    void shouldStartEveryUserFromTheBase(String name) {
        List<RecordedEvent> first = Recordings.of("a", EVENTS);
        List<Question> questions = first.stream().map(Question::of).toList();
        List<Question> ofAnother =
                Recordings.of("b", 5).stream().map(Question::of).toList();

        try (Method method = open(name);
                Method base = open("base")) {
            method.learn(first);

            assertThat(method.answer(questions)).isNotEqualTo(base.answer(questions));
            assertThat(method.answer(ofAnother)).isEqualTo(base.answer(ofAnother));
        }
    }

    /** Long prompts are summed in another order beside others: that may show in the seventh digit, and nowhere else. */
    private static void assertAlike(List<Reply> some, List<Reply> others) {
        assertThat(some)
                .extracting(Reply::answer)
                .isEqualTo(others.stream().map(Reply::answer).toList());
        for (int i = 0; i < some.size(); i++) {
            assertThat(probabilities(some.get(i))).containsExactly(probabilities(others.get(i)), within(1e-6));
        }
    }

    private static double[] probabilities(Reply reply) {
        List<Double> probabilities = reply.probabilities();
        return probabilities == null
                ? new double[0]
                : probabilities.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The same events with other answers and titles from one on. */
    private static List<RecordedEvent> canary(List<RecordedEvent> events, int from) {
        return IntStream.range(0, events.size())
                .mapToObj(i -> i < from
                        ? events.get(i)
                        : Recordings.rating(events.get(i).user(), i, "Canary " + i, "Comedy", "0.5"))
                .toList();
    }
}
