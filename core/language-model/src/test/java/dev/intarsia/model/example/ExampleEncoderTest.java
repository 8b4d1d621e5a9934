package dev.intarsia.model.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.model.fixture.TinyTokenizer;
import dev.intarsia.model.tokenizer.Tokenizer;
import dev.intarsia.tasks.PastEvent;
import dev.intarsia.tasks.Task;
import dev.intarsia.tasks.Tasks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleEncoderTest {
    private static final Task RATING = Tasks.bundled().require("movie-rating");
    private static final Map<String, String> MATRIX = Map.of("title", "The Matrix", "year", "1999");
    private static final List<PastEvent> HISTORY =
            List.of(new PastEvent(Map.of("title", "Heat"), "4.5"), new PastEvent(Map.of("title", "Speed"), "3.0"));

    @AutoClose
    private static Tokenizer tokenizer;

    @BeforeAll
    static void open(@TempDir Path directory) throws IOException {
        tokenizer = Tokenizer.open(TinyTokenizer.FILMS.write(directory));
    }

    @Test
    void shouldPutPromptAnswerAndEndInOrder() {
        Example example = new ExampleEncoder(tokenizer, 512).encode(RATING, MATRIX, "4.5");

        int[] tokens = example.tokens();
        assertThat(tokens[0]).isEqualTo(tokenizer.bos());
        assertThat(tokens[tokens.length - 1]).isEqualTo(tokenizer.eos());
        assertThat(tokenizer.decode(Arrays.copyOfRange(tokens, 1, example.responseStart())))
                .isEqualTo("Film: The Matrix (1999)\nRating:");
        assertThat(tokenizer.decode(Arrays.copyOfRange(tokens, example.responseStart(), tokens.length)))
                .isEqualTo(" 4.5");
        assertThat(example.responseLength()).isEqualTo(2);
    }

    @Test
    void shouldBeginTheExampleWithItsPrompt() {
        ExampleEncoder encoder = new ExampleEncoder(tokenizer, 512);
        Example example = encoder.encode(RATING, MATRIX, HISTORY, "Likes chases.", "4.5");

        int[] prompt = encoder.prompt(RATING, MATRIX, HISTORY, "Likes chases.", 2);

        assertThat(Arrays.copyOf(example.tokens(), example.responseStart())).isEqualTo(prompt);
        assertThat(tokenizer.decode(prompt))
                .isEqualTo("Profile: Likes chases.\nRated before: Heat 4.5; Speed 3.0\n"
                        + "Film: The Matrix (1999)\nRating:");
    }

    @Test
    void shouldCutThePersonFromTheLeftAndKeepTheQuestion() {
        int question = new ExampleEncoder(tokenizer, 512).prompt(RATING, MATRIX).length;
        ExampleEncoder tight = new ExampleEncoder(tokenizer, question + 2 + 5);

        Example example = tight.encode(RATING, MATRIX, HISTORY, null, "4.5");

        assertThat(example.tokens()).hasSize(question + 2 + 5);
        assertThat(example.tokens()[0]).isEqualTo(tokenizer.bos());
        assertThat(tokenizer.decode(example.tokens())).endsWith("Film: The Matrix (1999)\nRating: 4.5");
        assertThat("Rated before: Heat 4.5; Speed 3.0\n")
                .contains(tokenizer.decode(Arrays.copyOfRange(example.tokens(), 1, 6)));
    }

    @Test
    void shouldCutTheQuestionOnlyWhenItAloneIsTooLong() {
        Example example = new ExampleEncoder(tokenizer, 10).encode(RATING, MATRIX, HISTORY, null, "4.5");

        assertThat(example.tokens()).hasSize(10);
        assertThat(tokenizer.decode(example.tokens())).endsWith("Rating: 4.5").doesNotContain("Heat");
    }

    @Test
    void shouldGiveOneTokenPerRating() {
        assertThat(new ExampleEncoder(tokenizer, 64).labels(RATING))
                .hasSize(10)
                .allSatisfy(label -> assertThat(label).hasSize(1));
    }

    @Test
    void shouldRefuseAnAnswerThatDoesNotFit() {
        Task next = Tasks.bundled().require("next-movie");

        assertThatThrownBy(() -> new ExampleEncoder(tokenizer, 8)
                        .encode(next, Map.of("liked", "Heat"), "an answer of many tokens, far too long"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("next-movie")
                .hasMessageContaining("shorten it");
    }
}
