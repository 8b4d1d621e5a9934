package dev.intarsia.model.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.intarsia.model.fixture.TinyTokenizer;
import dev.intarsia.model.knowledge.KnowledgeChoice;
import dev.intarsia.model.tokenizer.Tokenizer;
import dev.intarsia.tasks.PastEvent;
import dev.intarsia.tasks.Task;
import dev.intarsia.tasks.Tasks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnowledgeExamplesTest {
    private static final Task RATING = Tasks.bundled().require("movie-rating");
    private static final Task WORD = Tasks.bundled().require("commit-word");

    @AutoClose
    private static Tokenizer tokenizer;

    @BeforeAll
    static void open(@TempDir Path directory) throws IOException {
        tokenizer = Tokenizer.open(TinyTokenizer.FILMS.write(directory));
    }

    @Test
    void shouldPutWhatCameBeforeAnEventBeforeItsPrompt() {
        KnowledgeExamples examples = new KnowledgeExamples(new KnowledgeChoice(1, true));

        assertThat(text(examples.next(film("Alien", "5.0")))).isEqualTo("Film: Alien\nRating: 5.0");
        assertThat(text(examples.next(film("Heat", "1.0"))))
                .isEqualTo("Profile: mostly 5.0, from 5.0 to 5.0\nRated before: Alien 5.0\nFilm: Heat\nRating: 1.0");
        assertThat(text(examples.next(film("Alien", "4.0"))))
                .as("not itself, though nothing is as similar, and the earlier one of that name")
                .isEqualTo("Profile: mostly 1.0, from 1.0 to 5.0\nRated before: Alien 5.0\nFilm: Alien\nRating: 4.0");
    }

    @Test
    void shouldCountWhatIsPassed() {
        KnowledgeExamples examples = new KnowledgeExamples(new KnowledgeChoice(1, false));
        KnowledgeExamples all = new KnowledgeExamples(new KnowledgeChoice(1, false));

        examples.pass(film("Alien", "5.0"));
        all.next(film("Alien", "5.0"));

        assertThat(examples.next(film("Alien", "2.0")).tokens())
                .isEqualTo(all.next(film("Alien", "2.0")).tokens());
    }

    @Test
    void shouldKnowNothingOfOtherTasks() {
        KnowledgeExamples examples = new KnowledgeExamples(new KnowledgeChoice(8, true));
        examples.pass(new KnownEvent(WORD, new PastEvent(Map.of("files", "Alien"), "fix"), encoder()));

        assertThat(text(examples.next(film("Alien", "5.0")))).isEqualTo("Film: Alien\nRating: 5.0");
    }

    @Test
    void shouldBeThePlainExampleWithoutKnowledge() {
        KnowledgeExamples examples = new KnowledgeExamples(KnowledgeChoice.NONE);
        examples.pass(film("Alien", "5.0"));

        assertThat(examples.next(film("Alien", "5.0")).tokens())
                .isEqualTo(encoder()
                        .encode(RATING, Map.of("title", "Alien"), "5.0")
                        .tokens());
    }

    private static KnownEvent film(String title, String stars) {
        return new KnownEvent(RATING, new PastEvent(Map.of("title", title), stars), encoder());
    }

    private static ExampleEncoder encoder() {
        return new ExampleEncoder(tokenizer, 512);
    }

    private static String text(Example example) {
        int[] tokens = example.tokens();
        return tokenizer.decode(Arrays.copyOfRange(tokens, 1, tokens.length));
    }
}
