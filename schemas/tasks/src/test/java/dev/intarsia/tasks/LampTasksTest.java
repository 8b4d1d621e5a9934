package dev.intarsia.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The task files of the LaMP benchmark. */
class LampTasksTest {
    private final Tasks tasks = Tasks.bundled();

    /** A prompt with one slot for both would drop them without a word. */
    @Test
    void shouldPutBothCandidatesIntoThePrompt() {
        Map<String, String> input = Map.of("title", "On Marquetry", "first", "Veneers", "second", "Hot glue");

        assertThat(tasks.require("lamp-1").prompt(input))
                .isEqualTo("New paper: On Marquetry\n[1] Veneers\n[2] Hot glue\nIt cites:");
    }

    @Test
    void shouldQuoteAnAuthorsPapersWithAndWithoutCitations() {
        String prompt = tasks.require("lamp-1")
                .personalPart(
                        List.of(
                                new PastEvent(Map.of("abstract", "About oak."), "Oak"),
                                new PastEvent(Map.of("title", "Elm"), "A book of elms")),
                        null);

        assertThat(prompt).isEqualTo("Earlier papers: Oak; Elm, citing A book of elms\n");
    }

    @Test
    void shouldTrainOnAPaperWithoutAnAbstract() {
        assertThat(tasks.require("lamp-1-paper").prompt(Map.of())).isEqualTo("Title:");
        assertThat(tasks.require("lamp-1-paper").validate(Map.of(), "Oak")).isEmpty();
    }

    @Test
    void shouldTrainOnATweetAlone() {
        Task tweet = tasks.require("lamp-7-tweet");

        assertThat(tweet.input()).isEmpty();
        assertThat(tweet.validate(Map.of(), "tea first")).isEmpty();
        assertThat(tweet.prompt(Map.of(), List.of(new PastEvent(Map.of(), "good morning")), "Likes tea."))
                .isEqualTo("Author: Likes tea.\nTweet: good morning\nTweet:");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    lamp-2n | article     | 15 | Category:
                    lamp-2m | description | 15 | Tag:
                    lamp-3  | review      | 5  | Stars of 5:
                    lamp-4  | article     | 0  | Headline:
                    lamp-5  | abstract    | 0  | Title:
                    lamp-7  | tweet       | 0  | Tweet:
                    """)
    void shouldAskForTheAnswerLast(String name, String field, int labels, String end) {
        Task task = tasks.require(name);
        String prompt = task.prompt(Map.of(field, "Once upon a time."));

        assertThat(prompt).contains("Once upon a time.").endsWith(end);
        assertThat(task.labels()).hasSize(labels);
        if (task.answer() instanceof Answer.Labels) {
            assertThat(prompt).contains(task.labels());
        }
    }

    /** A few earlier texts must leave room for the question. */
    @Test
    void shouldQuoteOnlyTheBeginningOfALongText() {
        String article = "word ".repeat(1000).strip();
        PastEvent event = new PastEvent(Map.of("article", article, "title", "Words"), "education");

        String quoted = tasks.require("lamp-2n").personalPart(List.of(event), null);

        assertThat(quoted).startsWith("Filed before:\nWords. word word").endsWith("... Category: education\n");
        assertThat(quoted).hasSizeLessThan(360);
        assertThat(tasks.require("lamp-2n").prompt(Map.of("article", article))).contains(article);
    }
}
