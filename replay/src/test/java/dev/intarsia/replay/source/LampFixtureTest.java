package dev.intarsia.replay.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.tasks.PastEvent;
import dev.intarsia.tasks.Task;
import dev.intarsia.tasks.Tasks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All tasks of the benchmark, in both of its splits, from files of its form. */
class LampFixtureTest {
    private static final Path LAMP = Path.of("src/test/resources/lamp");
    private static final Tasks TASKS = Tasks.bundled();

    @ParameterizedTest
    @CsvSource({
        "lamp-1, lamp-1-paper",
        "lamp-2n, lamp-2n",
        "lamp-2m, lamp-2m",
        "lamp-3, lamp-3",
        "lamp-4, lamp-4",
        "lamp-5, lamp-5",
        "lamp-7, lamp-7-tweet"
    })
    void shouldReadEveryTask(String task, String historyTask) throws IOException {
        for (String split : List.of("time", "user")) {
            Recording recording = read(split + "/" + task, Set.of());

            assertThat(recording.task()).isEqualTo(task);
            assertThat(recording.excluded().counts()).isEmpty();
            assertThat(recording.events())
                    .isSortedAccordingTo(Comparator.comparing(RecordedEvent::time))
                    .allSatisfy(event -> assertThat(event.task()).isEqualTo(historyTask))
                    .allSatisfy(LampFixtureTest::fits);
            assertThat(recording.questions())
                    .isSortedAccordingTo(Comparator.comparing(RecordedEvent::time))
                    .allSatisfy(LampFixtureTest::fits);
            // Six people with 11 to 21 things in the end and two questions; nine with 8 to 16 and one question.
            boolean time = split.equals("time");
            assertThat(recording.events()).hasSize(time ? 96 : 108);
            assertThat(recording.questions()).hasSize(time ? 12 : 9);
        }
    }

    /** One history that grows: the second question sees one thing more, which is what the first one asked. */
    @ParameterizedTest
    @CsvSource({"lamp-1", "lamp-2n", "lamp-2m", "lamp-3", "lamp-4", "lamp-5", "lamp-7"})
    void shouldLetAQuestionSeeOnlyItsOwnProfile(String task) throws IOException {
        Recording recording = read("time/" + task, Set.of());

        Map<String, List<Long>> earlier = new TreeMap<>();
        for (RecordedEvent question : recording.questions()) {
            earlier.computeIfAbsent(question.user(), user -> new java.util.ArrayList<>())
                    .add(history(recording, question).stream().count());
        }
        assertThat(earlier)
                .isEqualTo(Map.of(
                        "100", List.of(10L, 11L),
                        "101", List.of(12L, 13L),
                        "102", List.of(14L, 15L),
                        "103", List.of(16L, 17L),
                        "104", List.of(18L, 19L),
                        "105", List.of(20L, 21L)));
        for (RecordedEvent question : recording.questions()) {
            assertThat(history(recording, question))
                    .extracting(RecordedEvent::input)
                    .filteredOn(input -> !input.isEmpty())
                    .doesNotContain(question.input());
            assertThat(history(recording, question))
                    .filteredOn(event -> event.input().isEmpty())
                    .extracting(RecordedEvent::output)
                    .doesNotContain(question.output());
        }
    }

    /** The files' profiles are shuffled; the things of each person were numbered as they were done. */
    @ParameterizedTest
    @CsvSource({"time/lamp-3", "time/lamp-7", "time/lamp-2m", "user/lamp-4", "user/lamp-2n"})
    void shouldOrderByDateWhateverTheOrderInTheFile(String folder) throws IOException {
        Map<String, List<String>> byUser = read(folder, Set.of()).events().stream()
                .collect(Collectors.groupingBy(
                        RecordedEvent::user, Collectors.mapping(RecordedEvent::id, Collectors.toList())));

        assertThat(byUser)
                .isNotEmpty()
                .allSatisfy((user, ids) -> assertThat(ids).isSorted());
    }

    @Test
    void shouldPutBothCandidatesOfACitationIntoThePrompt() throws IOException {
        Recording recording = read("time/lamp-1", Set.of("dev"));
        RecordedEvent question = recording.questions().stream()
                .filter(asked -> asked.id().equals("dev/120"))
                .findFirst()
                .orElseThrow();

        Task task = TASKS.require(recording.task());
        List<PastEvent> history = history(recording, question).stream()
                .map(event -> new PastEvent(event.input(), event.output()))
                .toList();
        String prompt = task.prompt(question.input(), history.subList(0, 1), "Likes ponds.");

        assertThat(question.output()).isEqualTo("[1]");
        assertThat(prompt).isEqualTo("""
                        Author: Likes ponds.
                        Earlier papers: %s
                        New paper: Measuring late snail in tidal ponds under plain assumptions
                        [1] Modelling rough salt in tidal ponds by hand and by rule
                        [2] Comparing narrow pendulum in clock repair after a wet spring
                        It cites:""".formatted(history.get(0).output()));
    }

    @Test
    void shouldReadOnlyTheRequestedSplits() throws IOException {
        Recording dev = read("time/lamp-3", Set.of("dev"));

        assertThat(dev.questions())
                .hasSize(6)
                .allMatch(question -> question.id().startsWith("dev/"));
        assertThat(dev.events()).hasSize(96);
        assertThat(dev.digest())
                .isNotEqualTo(read("time/lamp-3", Set.of()).digest())
                .isEqualTo(read("time/lamp-3", Set.of("dev")).digest());
    }

    @Test
    void shouldGiveEveryUnnamedProfileItsOwnUser() throws IOException {
        Recording recording = read("user/lamp-5", Set.of());

        assertThat(recording.questions()).extracting(RecordedEvent::user).doesNotHaveDuplicates();
        assertThat(recording.questions()).allMatch(question -> question.user().equals(question.id()));
    }

    private static List<RecordedEvent> history(Recording recording, RecordedEvent question) {
        return recording.events().stream()
                .filter(event -> event.user().equals(question.user()))
                .filter(event -> event.time().isBefore(question.time()))
                .toList();
    }

    private static void fits(RecordedEvent event) {
        assertThat(TASKS.require(event.task()).validate(event.input(), event.output()))
                .isEmpty();
    }

    private static Recording read(String folder, Set<String> splits) throws IOException {
        return new Sources(TASKS, Clock.systemUTC())
                .read(new SourceSpec.Lamp(LAMP.resolve(folder), splits), ReadingListener.NONE);
    }
}
