package dev.intarsia.events.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.events.parse.EventLimits;
import dev.intarsia.events.parse.EventRules;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.tasks.Tasks;
import dev.intarsia.tasks.commits.CommitTasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommitsFolderTest {
    private static final Path COMMITS = Path.of("../../data/commits");
    private static final String LINE =
            "{\"eventId\":\"c1\",\"user\":\"author-2\",\"time\":\"2018-06-11T11:29:02+01:00\","
                    + "\"task\":\"commit-subject\",\"input\":{\"files\":\"a.java\"},\"output\":\"MINOR: Do it\"}\n";

    private final EventRules rules = new EventRules(Tasks.bundled(), EventLimits.standard(), Clock.systemUTC());

    @TempDir
    Path folder;

    private static List<BehaviorEvent> events(EventSource source) throws IOException {
        List<Entry> entries = JsonLinesTest.all(source);
        assertThat(entries).allMatch(Entry.Event.class::isInstance);
        return entries.stream().map(entry -> ((Entry.Event) entry).event()).toList();
    }

    private List<BehaviorEvent> subjects() throws IOException {
        return events(FileFormat.COMMITS.open(COMMITS, Set.of(CommitTasks.SUBJECT), rules));
    }

    @Test
    void shouldReadEveryCommitAsTheFirstWordOfItsSubject() throws IOException {
        List<BehaviorEvent> words = events(FileFormat.seen(COMMITS).open(COMMITS, Set.of(), rules));

        assertThat(words).hasSize(13_875).allMatch(event -> event.getTask().equals("commit-word"));
        BehaviorEvent word = words.get(5000);
        assertThat(word.getEventId()).isEqualTo("word-c05000");
        assertThat(word.getUser()).isEqualTo("author-0001");
        assertThat(word.getTime()).isEqualTo(Instant.parse("2018-06-09T23:10:31Z"));
        assertThat(word.getInput().get("files")).startsWith("clients/clients/producer/RecordMetadata.java, ");
        assertThat(word.getOutput()).isEqualTo("MINOR");
    }

    @Test
    void shouldHaveTheMostCommonFirstWordsAsLabels() throws IOException {
        Map<String, Integer> counts = new LinkedHashMap<>();
        List<BehaviorEvent> subjects = subjects();

        subjects.forEach(event -> counts.merge(CommitTasks.firstWord(event.getOutput()), 1, Integer::sum));

        // The sort is stable: of two equally common words the one that came first stands first.
        List<String> expected = new ArrayList<>(counts.keySet().stream()
                .sorted((a, b) -> Integer.compare(counts.getOrDefault(b, 0), counts.getOrDefault(a, 0)))
                .limit(14)
                .toList());
        expected.add(CommitTasks.OTHER);
        assertThat(Tasks.bundled().require(CommitTasks.WORD).labels()).isEqualTo(expected);
        assertThat(subjects).hasSize(13_875);
        assertThat(subjects.get(5000).getOutput())
                .isEqualTo("MINOR: Remove APIs deprecated in 0.11.0 for core and clients");
        assertThat(subjects.get(5000).getEventId()).isEqualTo("c05000");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            KAFKA-N; Close it     | KAFKA-N
            KAFKA-N:Close it      | KAFKA-N
            [MINOR] Close it      | [MINOR]
            minor                 | other
            Close it, KAFKA-N     | other
            ; KAFKA-N             | other
            """)
    void shouldTakeWhatStandsBeforeWhiteSpaceColonSemicolonOrComma(String subject, String label) {
        assertThat(CommitTasks.label(
                        subject, Tasks.bundled().require(CommitTasks.WORD).labels()))
                .isEqualTo(label);
    }

    @Test
    void shouldRefuseLinesThatAreNoCommits() throws IOException {
        Files.writeString(
                folder.resolve("commits.jsonl"),
                LINE + LINE.replace("commit-subject", "movie-rating") + LINE.replace("\"MINOR: Do it\"", "7"));

        List<Entry> entries = JsonLinesTest.all(FileFormat.COMMITS.open(folder, Set.of(CommitTasks.WORD), rules));

        assertThat(entries.get(0)).isInstanceOf(Entry.Event.class);
        assertThat(((Entry.Unreadable) entries.get(1)).cause()).startsWith("task is not commit-subject");
        assertThat(((Entry.Unreadable) entries.get(2)).cause()).startsWith("output is a number");
    }

    @Test
    void shouldRefuseOtherTasksAndOtherFolders() throws IOException {
        assertThatThrownBy(() -> FileFormat.COMMITS.open(folder, Set.of(), rules))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("holds neither commits.jsonl nor commits.jsonl.gz");
        assertThat(FileFormat.seen(folder)).isEqualTo(FileFormat.MOVIELENS);

        Files.writeString(folder.resolve("commits.jsonl"), LINE);

        assertThat(FileFormat.seen(folder)).isEqualTo(FileFormat.COMMITS);
        assertThatThrownBy(() -> FileFormat.COMMITS.open(folder, Set.of("movie-rating"), rules))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("commit-word or commit-subject, not of [movie-rating]");
    }
}
