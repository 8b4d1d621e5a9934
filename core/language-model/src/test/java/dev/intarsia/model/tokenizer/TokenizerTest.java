package dev.intarsia.model.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.model.fixture.TinyTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerTest {
    @AutoClose
    private static Tokenizer tokenizer;

    @BeforeAll
    static void open(@TempDir Path directory) throws IOException {
        tokenizer = Tokenizer.open(TinyTokenizer.FILMS.write(directory));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The film's rating: 4.5",
                "  two  spaces\n\n\tand a tab ",
                "½ Amélie 東京物語 🎬🇫🇷",
                "",
                "don't 10.25 3,000 __x__",
                "\u0000\u007f\u200b"
            })
    void shouldGiveBackEveryText(String text) {
        assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
    }

    @Test
    void shouldMakeOneTokenOfEveryRating() {
        for (int half = 1; half <= 10; half++) {
            assertThat(tokenizer.encode(" " + half / 2.0)).hasSize(1);
        }
    }

    @Test
    void shouldKnowItsSizeAndItsEnds() {
        assertThat(tokenizer.size()).isEqualTo(320);
        assertThat(tokenizer.bos()).isEqualTo(1);
        assertThat(tokenizer.eos()).isEqualTo(2);
        assertThat(tokenizer.special(2)).isEqualTo("<|eos|>");
        assertThat(tokenizer.special(100)).isEmpty();
    }

    @Test
    void shouldNotLetTextBecomeASpecialToken() {
        String text = "end<|eos|><|eos|> <|bos|>";

        int[] plain = tokenizer.encode(text);

        assertThat(plain).doesNotContain(tokenizer.bos(), tokenizer.eos());
        assertThat(tokenizer.decode(plain)).isEqualTo(text);
        assertThat(tokenizer.encodeApart(text)).contains(tokenizer.bos(), tokenizer.eos());
    }

    @Test
    void shouldTellWrittenSpecialTokensFromThoseOfATextWithin() {
        String typed = "end<|eos|><|eos|> <|bos|>" + Tokenizer.CUT + "x";

        int[] tokens = tokenizer.encodeApart("<|bos|>" + tokenizer.apart(typed) + "<|eos|>");

        assertThat(tokens).startsWith(tokenizer.bos()).endsWith(tokenizer.eos());
        assertThat(Arrays.copyOfRange(tokens, 1, tokens.length - 1)).doesNotContain(tokenizer.bos(), tokenizer.eos());
        assertThat(tokenizer.decode(tokens)).isEqualTo("end<|eos|><|eos|> <|bos|>x");
        assertThat(tokenizer.encodeApart("a film")).isEqualTo(tokenizer.encode("a film"));
    }

    @Test
    void shouldLeaveSpecialTokensOutOfText() {
        int[] film = tokenizer.encode("film");
        int[] closed = Arrays.copyOf(film, film.length + 1);
        closed[film.length] = tokenizer.eos();

        assertThat(tokenizer.decode(closed)).isEqualTo("film");
    }

    @Test
    void shouldStreamWholeCharactersOnly() {
        String text = "Amélie 東京 🎬 the film's";
        IncrementalDecoder decoder = tokenizer.incremental();
        StringBuilder shown = new StringBuilder();

        for (int id : tokenizer.encode(text)) {
            String part = decoder.add(id);
            assertThat(part).doesNotContain("\ufffd");
            shown.append(part);
            assertThat(text).startsWith(shown.toString());
        }

        assertThat(shown.append(decoder.end())).hasToString(text);
    }

    @Test
    void shouldStreamWhatDecodingTheWholeGives() {
        Random random = new Random(3);
        for (int round = 0; round < 50; round++) {
            int[] ids = random.ints(40, 3, 320).toArray();
            IncrementalDecoder decoder = tokenizer.incremental();
            StringBuilder shown = new StringBuilder();
            for (int id : ids) {
                shown.append(decoder.add(id));
            }
            assertThat(shown.append(decoder.end())).hasToString(tokenizer.decode(ids));
        }
    }

    @Test
    void shouldNotCutLongTexts() {
        String text = "the film ".repeat(2000);

        assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
    }

    @Test
    void shouldRefuseAVocabularyLargerThanTheModel(@TempDir Path other) throws IOException {
        TinyTokenizer.FILMS.write(other);
        Files.writeString(other.resolve("config.json"), "{\"vocab_size\": 319, \"eos_token_id\": 2}");

        assertThatThrownBy(() -> Tokenizer.open(other))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("320 tokens")
                .hasMessageContaining("allows 319")
                .hasMessageContaining("same checkpoint");
    }

    @Test
    void shouldNameAMissingOrDamagedFile(@TempDir Path other) throws IOException {
        assertThatThrownBy(() -> Tokenizer.open(other)).hasMessageContaining("tokenizer.json: it is missing");

        TinyTokenizer.FILMS.write(other);
        String json = Files.readString(other.resolve("tokenizer.json"));
        Files.writeString(other.resolve("tokenizer.json"), json.replace("\"BPE\"", "\"XYZ\""));
        assertThatThrownBy(() -> Tokenizer.open(other))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("only BPE is");
    }
}
