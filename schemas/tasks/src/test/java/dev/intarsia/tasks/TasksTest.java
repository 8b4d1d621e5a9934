package dev.intarsia.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TasksTest {
    private static final String GOOD = """
            name: mood
            version: 2
            description: The mood of a note.
            input:
              note: {required: true, maxLength: 50}
            prompt: "Note: {{ note }}\\nMood:"
            output: " {{ output }}"
            answer: {kind: labels, labels: ["good", "bad"]}
            metrics: [accuracy, macro-f1]
            personal:
              history: {item: "{{ note }} {{ output }}", before: "Before: ", separator: "; ", after: "\\n"}
              profile: "{{ profile }}\\n"
            """;

    @Test
    void shouldBundleTheTasksOfTheSampleStreamOfCommitsAndOfTheBenchmark() {
        assertThat(Tasks.bundled().all())
                .extracting(Task::name)
                .containsExactly(
                        "commit-subject",
                        "commit-word",
                        "lamp-1",
                        "lamp-1-citation",
                        "lamp-1-paper",
                        "lamp-2m",
                        "lamp-2n",
                        "lamp-3",
                        "lamp-4",
                        "lamp-5",
                        "lamp-7",
                        "lamp-7-tweet",
                        "movie-rating",
                        "next-movie");
        assertThat(Tasks.bundled().require("movie-rating").labels()).hasSize(10);
    }

    @Test
    void shouldAddTheFilesOfADirectory(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("mood.yaml"), GOOD);
        Files.writeString(directory.resolve("notes.txt"), "left alone");

        Tasks tasks = Tasks.load(directory);

        assertThat(tasks.all()).extracting(Task::name).contains("mood", "movie-rating", "next-movie");
        assertThat(tasks.require("mood").version()).isEqualTo(2);
        assertThat(tasks.require("mood").answer()).isInstanceOf(Answer.Labels.class);
    }

    @Test
    void shouldLetADirectoryReplaceABundledTaskButNotNameOneTwice(@TempDir Path directory) throws IOException {
        Files.writeString(directory.resolve("a.yaml"), GOOD.replace("name: mood", "name: next-movie"));
        assertThat(Tasks.load(directory).require("next-movie").version()).isEqualTo(2);

        Files.writeString(directory.resolve("b.yaml"), GOOD.replace("name: mood", "name: next-movie"));
        assertThatThrownBy(() -> Tasks.load(directory))
                .isInstanceOf(TaskFileException.class)
                .hasMessageContaining("b.yaml")
                .hasMessageContaining("taken by another file");
    }

    @Test
    void shouldKnowTheOneTaskThatWritesThePastBeforeChats(@TempDir Path directory) throws IOException {
        String chatting = GOOD.replace("profile: \"", "chat: true\n  profile: \"");
        Files.writeString(directory.resolve("a.yaml"), chatting);
        assertThat(Tasks.load(directory).ofChats()).map(Task::name).contains("mood");
        assertThat(Tasks.bundled().ofChats()).isEmpty();

        Files.writeString(directory.resolve("b.yaml"), chatting.replace("name: mood", "name: weather"));
        assertThatThrownBy(() -> Tasks.load(directory))
                .isInstanceOf(TaskFileException.class)
                .hasMessageContaining(
                        "'personal.chat': is true in the files of the tasks mood and weather; leave it in one");
    }

    @Test
    void shouldSayWhichTasksExist() {
        assertThatThrownBy(() -> Tasks.bundled().require("weather"))
                .isInstanceOf(UnknownTaskException.class)
                .hasMessageContaining("'weather'")
                .hasMessageContaining("movie-rating, next-movie");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    name: mood              | nane: mood             | nane        | remove it
                    version: 2              | version: two           | version     | whole number
                    kind: labels            | kind: colours          | answer.kind | scale, labels or text
                    "good", "bad"           | "good", "good"         | answer.labels | all different
                    "good", "bad"           | "good", 3              | answer.labels | quotes
                    maxLength: 50           | maxLenght: 50          | input.note.maxLenght | required, maxLength
                    maxLength: 50           | maxLength: 0           | input.note  | at least 1
                    note: {required: true, maxLength: 50} | note             | input       | not a mapping
                    required: true          | required: yes please   | input.note.required | true nor false
                    Note: {{ note }}        | Note: {{ nota }}       | prompt      | note
                    Note: {{ note }}        | Note: {% include 'x' %} | prompt     | cannot be filled
                    Note: {{ note }}        | {{ note.getClass() }}  | prompt      | cannot be filled
                    macro-f1                | f2                     | metrics     | rouge-l
                    separator: "; ",        | ''                     | personal.history.separator | add it
                    description: The        | description: "The      | mood.yaml   | YAML
                    """)
    void shouldNameFileKeyAndRemedy(String good, String bad, String key, String remedy) {
        String yaml = GOOD.replace(good.strip(), bad == null ? "" : bad.strip());

        assertThatThrownBy(() -> Tasks.parse("mood.yaml", yaml))
                .isInstanceOf(TaskFileException.class)
                .hasMessageContaining("mood.yaml")
                .hasMessageContaining(key)
                .hasMessageContaining(remedy);
    }

    @Test
    void shouldRefuseAScaleThatDoesNotRise() {
        String yaml = GOOD.replace(
                "{kind: labels, labels: [\"good\", \"bad\"]}", "{kind: scale, labels: [\"2\", \"1\"], decode: median}");

        assertThatThrownBy(() -> Tasks.parse("mood.yaml", yaml)).hasMessageContaining("ascending order");
    }

    @Test
    void shouldNameADirectoryThatIsNotThere(@TempDir Path directory) {
        assertThatThrownBy(() -> Tasks.load(directory.resolve("none")))
                .isInstanceOf(TaskFileException.class)
                .hasMessageContaining("none")
                .hasMessageContaining("create it");
    }
}
