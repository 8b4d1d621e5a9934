package dev.intarsia.replay.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.tasks.Task;
import dev.intarsia.tasks.Tasks;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelBaselinesTest {
    private static final Tasks TASKS = Tasks.bundled();
    private static final Task TAGS = TASKS.require("lamp-2m");
    private static final Question QUESTION =
            new Question("q", "a", Instant.EPOCH, Map.of("description", "A robot in love"));

    @Test
    void shouldCopyTheUsersAnswerToTheMostSimilarEvent() {
        Method method = new CopyMethod(TAGS, TASKS);
        method.learn(List.of(tagged("a", 0, "Robot wars", "sci-fi"), tagged("a", 1, "Some crime", "violence")));

        assertThat(method.answer(List.of(QUESTION))).containsExactly(Reply.of("sci-fi"));
    }

    @Test
    void shouldTakeTheUsersMostFrequentLabel() {
        Method method = new MostFrequentMethod(TAGS);
        method.prepare(new Population(Map.of(), Map.of("p", List.of(tagged("p", 0, "x", "classic")))), Progress.NONE);

        assertThat(method.answer(List.of(QUESTION))).containsExactly(Reply.of("classic"));
        method.learn(
                List.of(tagged("a", 0, "x", "comedy"), tagged("a", 1, "x", "action"), tagged("a", 2, "x", "comedy")));
        assertThat(method.answer(List.of(QUESTION))).containsExactly(Reply.of("comedy"));
    }

    /** LaMP-1's earlier papers are events of another task: their titles are no answers. */
    @Test
    void shouldSkipAnswersThatAreNotLabels() {
        Task citation = TASKS.require("lamp-1");
        Method method = new CopyMethod(citation, TASKS);
        method.learn(List.of(new RecordedEvent(
                "p0", "a", Instant.EPOCH, "lamp-1-paper", Map.of("abstract", "Robots"), "On robots")));

        assertThat(method.answer(List.of(
                        new Question("q", "a", Instant.EPOCH, Map.of("title", "Robots", "first", "x", "second", "y")))))
                .containsExactly(Reply.of("[1]"));
    }

    private static RecordedEvent tagged(String user, int number, String description, String tag) {
        return new RecordedEvent(
                user + number,
                user,
                Instant.EPOCH.plusSeconds(number),
                "lamp-2m",
                Map.of("description", description),
                tag);
    }
}
