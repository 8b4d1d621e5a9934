package dev.intarsia.oppu.learn;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.model.example.Example;
import dev.intarsia.model.example.ExampleEncoder;
import dev.intarsia.model.example.KnowledgeExamples;
import dev.intarsia.model.example.KnownEvent;
import dev.intarsia.model.fixture.TinyCheckpoint;
import dev.intarsia.model.fixture.TinyModel;
import dev.intarsia.model.knowledge.KnowledgeChoice;
import dev.intarsia.model.knowledge.Person;
import dev.intarsia.oppu.history.EncodedEvent;
import dev.intarsia.oppu.history.History;
import dev.intarsia.oppu.update.LoadLevel;
import dev.intarsia.oppu.update.ReferenceSet;
import dev.intarsia.tasks.PastEvent;
import dev.intarsia.tasks.Task;
import dev.intarsia.tasks.Tasks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Learning from prompts that carry the user's past, with the real engine on a tiny model. */
class KnowledgeLearnerTest {
    private static final Task RATING = Tasks.bundled().require("movie-rating");
    private static final KnowledgeChoice TWO = new KnowledgeChoice(2, true);
    private static final Pattern FILM = Pattern.compile("u(\\d) (\\d+) ");

    @AutoClose
    private static TinyModel tiny;

    private static ExampleEncoder encoder;

    @BeforeAll
    static void load(@TempDir Path directory) throws IOException {
        tiny = TinyModel.open(TinyCheckpoint.UNDECIDED.write(directory));
        encoder = new ExampleEncoder(tiny.tokenizer(), 128);
    }

    @Test
    void shouldTrainTheSameForAnySplitOfTheLogAndAnyOtherUsers() {
        List<TrainingEvent> log = log(60);
        Memory whole = learned(1000, TWO, List.of(log), new ArrayList<>());

        Memory cut = learned(
                1000, TWO, List.of(log.subList(0, 7), log.subList(7, 31), log.subList(31, 60)), new ArrayList<>());
        Memory alone = learned(
                1000,
                TWO,
                List.of(log.stream().filter(event -> event.user().equals("u1")).toList()),
                new ArrayList<>());

        assertThat(cut.adapters).isEqualTo(whole.adapters).hasSize(2);
        assertThat(alone.adapters.get("u1")).isEqualTo(whole.adapters.get("u1"));
    }

    @Test
    void shouldTrainAsOnEventsThatWereEncodedWithTheirPastWhenTheyCame() {
        List<TrainingEvent> log = log(60);
        Map<String, KnowledgeExamples> users = new HashMap<>();
        List<TrainingEvent> encoded = log.stream()
                .map(arrival -> new TrainingEvent(
                        arrival.user(),
                        arrival.task(),
                        arrival.time(),
                        EncodedEvent.of(
                                arrival.event().eventId(),
                                Instant.EPOCH,
                                users.computeIfAbsent(arrival.user(), user -> new KnowledgeExamples(TWO))
                                        .next(arrival.event().known()))))
                .toList();

        Memory live = learned(1000, TWO, List.of(log), new ArrayList<>());
        Memory replayed = learned(1000, KnowledgeChoice.NONE, List.of(encoded), new ArrayList<>());
        Memory plain = learned(1000, KnowledgeChoice.NONE, List.of(log), new ArrayList<>());

        assertThat(live.adapters).isEqualTo(replayed.adapters);
        assertThat(live.adapters.get("u1")).isNotEqualTo(plain.adapters.get("u1"));
    }

    @Test
    void shouldNeverTrainOnAPromptThatCarriesALaterEventOrAnotherUsers() {
        List<String> prompts = new ArrayList<>();

        learned(1000, new KnowledgeChoice(8, true), List.of(log(60)), prompts);

        int carrying = 0;
        for (String prompt : prompts) {
            List<Integer> numbers = new ArrayList<>();
            List<String> users = new ArrayList<>();
            Matcher films = FILM.matcher(prompt);
            while (films.find()) {
                users.add(films.group(1));
                numbers.add(Integer.parseInt(films.group(2)));
            }
            Integer asked = numbers.remove(numbers.size() - 1);
            assertThat(numbers).as(prompt).allSatisfy(past -> assertThat(past).isLessThan(asked));
            assertThat(users).as(prompt).containsOnly(users.get(0));
            carrying += numbers.isEmpty() ? 0 : 1;
        }
        assertThat(carrying).isGreaterThan(prompts.size() / 2);
    }

    @Test
    void shouldCarryOfAnEventsPastWhatIsStillHeld() {
        History history = History.EMPTY;
        for (int i = 0; i < 24; i++) {
            history = history.with(List.of(film("u0", i).event()), 8);
        }

        Map<Long, Example> examples =
                new HistoryExamples(new KnowledgeChoice(2, true)).of(history, List.of(20L, 16L, 17L, 20L));

        assertThat(examples).containsOnlyKeys(16L, 17L, 20L);
        assertThat(text(requireNonNull(examples.get(16L)))).startsWith("Film: u0 16 x");
        assertThat(text(requireNonNull(examples.get(17L))))
                .startsWith("Profile: mostly 3.5, from 3.5 to 3.5\nRated before: u0 16 x 3.5\nFilm: u0 17 x");
        assertThat(text(requireNonNull(examples.get(20L)))).contains("Rated before: u0 18 x 4.5; u0 19 x 5.0\n");
    }

    @Test
    void shouldHoldNothingOfAnErasedEventInPrompts() {
        List<TrainingEvent> log = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            log.add(film("u0", i));
        }
        Memory memory = new Memory();
        learn(1000, TWO, memory, List.of(log), new ArrayList<>());
        UserState state = memory.states.get("u0");
        memory.states.put("u0", state.with(state.history().without("u0-7")).withoutOwn());
        List<String> prompts = new ArrayList<>();

        try (Learner learner = learner(1000, TWO, prompts)) {
            learner.update(List.of("u0"), new StateOverlay(memory), LoadLevel.FULL);
        }

        assertThat(prompts).isNotEmpty().noneMatch(prompt -> prompt.contains("u0 7 x"));
        assertThat(prompts).anyMatch(prompt -> prompt.startsWith("Profile: ") && prompt.contains("Film: u0 8 x"));
    }

    @Test
    void shouldRefuseEventsWithoutTheirText() {
        TrainingEvent film = film("u0", 0);
        TrainingEvent encoded = new TrainingEvent(
                "u0",
                film.task(),
                film.time(),
                EncodedEvent.of("e", Instant.EPOCH, film.event().known().example(Person.NOBODY)));

        assertThatThrownBy(() -> encoded.event().known())
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("kept as tokens alone");
    }

    private static Memory learned(
            int window, KnowledgeChoice knowledge, List<List<TrainingEvent>> batches, List<String> prompts) {
        Memory memory = new Memory();
        learn(window, knowledge, memory, batches, prompts);
        return memory;
    }

    private static void learn(
            int window,
            KnowledgeChoice knowledge,
            Memory memory,
            List<List<TrainingEvent>> batches,
            List<String> prompts) {
        try (Learner learner = learner(window, knowledge, prompts)) {
            for (List<TrainingEvent> batch : batches) {
                StateOverlay overlay = new StateOverlay(memory);
                learner.learn(batch, overlay, user -> true);
                memory.take(overlay);
            }
        }
    }

    private static Learner learner(int window, KnowledgeChoice knowledge, List<String> prompts) {
        return Learner.ofAdapters(
                LineageTest.recipe(window).with(knowledge),
                tiny.model(),
                ReferenceSet.none(),
                update -> update.steps().forEach(step -> step.forEach(example -> prompts.add(text(example)))));
    }

    private static String text(Example example) {
        return tiny.tokenizer().decode(example.tokens());
    }

    private static List<TrainingEvent> log(int length) {
        List<TrainingEvent> log = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            log.add(film("u" + i % 2, i));
        }
        return log;
    }

    private static TrainingEvent film(String user, int number) {
        KnownEvent known = new KnownEvent(
                RATING,
                new PastEvent(Map.of("title", user + " " + number + " x"), (1 + number % 10) / 2.0 + ""),
                encoder);
        return new TrainingEvent(user, RATING.name(), Instant.EPOCH, new KnownFilm(user + "-" + number, known));
    }
}
