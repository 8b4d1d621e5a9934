package dev.intarsia.model.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.model.fixture.TokenizerLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddedTokensTest {
    private static final String FILM = "\ud83c\udfac";
    private static final String STAR = "\u2605";

    @TempDir
    private Path directory;

    @Test
    void shouldKeepAnAddedTokenOfATextWhole() throws IOException {
        TokenizerLayout layout = TokenizerLayout.BYTE_LEVEL;
        try (Tokenizer tokenizer = Tokenizer.open(layout.write(directory))) {
            int a = layout.id("a");
            int b = layout.id("b");

            assertThat(tokenizer.encode("a" + FILM + "b")).containsExactly(a, layout.id(FILM), b);
            assertThat(tokenizer.encode("a\u00fcb")).containsExactly(a, layout.id("\u00fc"), b);
            assertThat(tokenizer.decode(tokenizer.encode("a\u00fc" + FILM + "b")))
                    .isEqualTo("a\u00fc" + FILM + "b");
            assertThat(tokenizer.encodeApart(tokenizer.apart("a" + FILM + "b"))).containsExactly(a, layout.id(FILM), b);
        }
    }

    @Test
    void shouldReadASpecialTokenOfOneLetterAsItsBytes() throws IOException {
        TokenizerLayout layout = TokenizerLayout.BYTE_LEVEL;
        try (Tokenizer tokenizer = Tokenizer.open(layout.write(directory))) {
            int[] letters = {
                layout.id("a"), octet(layout, 0xe2), octet(layout, 0x98), octet(layout, 0x85), layout.id("b")
            };

            assertThat(tokenizer.encode("a" + STAR + "b")).isEqualTo(letters);
            assertThat(tokenizer.encodeApart(tokenizer.apart("a" + STAR + "b"))).isEqualTo(letters);
            assertThat(tokenizer.encodeApart("a" + STAR + "b"))
                    .containsExactly(layout.id("a"), layout.id(STAR), layout.id("b"));
        }
    }

    @Test
    void shouldPutOneMarkOfWordsBeforeATextAndNoneBeforeAContinuation() throws IOException {
        TokenizerLayout layout = TokenizerLayout.BYTE_FALLBACK;
        try (Tokenizer tokenizer = Tokenizer.open(layout.write(directory))) {
            assertThat(tokenizer.decode(tokenizer.encode("a</s>b"))).isEqualTo("a</s>b");
            assertThat(tokenizer.encode("true")).containsExactly(layout.id("\u2581true"));
            assertThat(tokenizer.encodeContinuation(" true")).containsExactly(layout.id("\u2581true"));
            assertThat(tokenizer.encodeContinuation("true")).containsExactly(layout.id("true"));
        }
    }

    /** Two messages beside each other, each with a part of it. */
    @Test
    void shouldNotLetTextsBesideEachOtherBecomeASpecialToken() throws IOException {
        TokenizerLayout layout = TokenizerLayout.BYTE_FALLBACK;
        try (Tokenizer tokenizer = Tokenizer.open(layout.write(directory))) {
            String joined = tokenizer.apart("</")
                    + tokenizer.apart("s").strip()
                    + tokenizer.apart(" > ok").strip();

            int[] tokens = tokenizer.encodeApart("<s>" + joined);

            assertThat(tokens).startsWith(1).doesNotContain(2);
            assertThat(tokenizer.decode(tokens)).isEqualTo("</s> ok");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "config.json           ; {'vocab_size': 320, 'eos_token_id': [2, %1$d]}",
                "generation_config.json; {'eos_token_id': %1$d}",
                "tokenizer_config.json ; {'eos_token': '<tool>'}",
                "tokenizer_config.json ; {'bos_token': {'content': '<tool>'}}",
                "tokenizer_config.json ; {'added_tokens_decoder': {'%1$d': {'content': '<tool>', 'special': true}}}",
            })
    void shouldCallATokenSpecialWhereAnyFileDoes(String name, String content) throws IOException {
        TokenizerLayout layout = TokenizerLayout.BYTE_FALLBACK;
        int tool = layout.id("<tool>");
        layout.write(directory);
        Files.writeString(directory.resolve(name), content.formatted(tool).replace('\'', '"'));

        try (Tokenizer tokenizer = Tokenizer.open(directory)) {
            assertThat(tokenizer.encode("a<tool>b")).doesNotContain(tool);
            assertThat(tokenizer.encodeApart("a<tool>b")).contains(tool);
            assertThat(tokenizer.decode(tokenizer.encode("a<tool>b"))).isEqualTo("a<tool>b");
        }
    }

    @Test
    void shouldReadANamedTokenThatOnlyTheVocabularyHasAsSpecial() throws IOException {
        TokenizerLayout layout = TokenizerLayout.BYTE_FALLBACK;
        layout.write(directory);
        Files.writeString(directory.resolve("tokenizer_config.json"), "{\"bos_token\": \"film\"}");

        try (Tokenizer tokenizer = Tokenizer.open(directory)) {
            assertThat(tokenizer.bos()).isEqualTo(layout.id("film"));
            assertThat(tokenizer.encode("xfilm")).doesNotContain(tokenizer.bos());
            assertThat(tokenizer.decode(tokenizer.encode("xfilm"))).isEqualTo("xfilm");
            assertThat(tokenizer.encodeApart("xfilm")).endsWith(tokenizer.bos());
        }
    }

    @Test
    void shouldKeepTheTokensOfATextThatOnlyLooksLikeAMark() throws IOException {
        try (Tokenizer tokenizer = Tokenizer.open(TokenizerLayout.BYTE_LEVEL.write(directory))) {
            assertThat(tokenizer.decode(tokenizer.encode("a\ufdd0\ufdd1\ufdd2b")))
                    .isEqualTo("a\ufdd0\ufdd1\ufdd2b");
        }
    }

    @Test
    void shouldDecodeAWholeTextsStepsInAnyOrder() throws IOException {
        TokenizerLayout layout = TokenizerLayout.FUSED_FIRST;
        try (Tokenizer tokenizer = Tokenizer.open(layout.write(directory))) {
            int[] tokens = {
                layout.id("\u2581\u2581"),
                layout.id("ok"),
                layout.id("\u2581"),
                layout.id("a"),
                layout.id("\u2581\u2581"),
                layout.id("\u2581")
            };

            assertThat(tokenizer.decode(tokens)).isEqualTo(" OK A ");
            assertThat(tokenizer.decode(new int[] {layout.id("\u2581")})).isEmpty();
        }
    }

    @Test
    void shouldRefuseADecoderWhoseTextIsKnownAtItsEndOnly() throws IOException {
        TokenizerLayout.BYTE_FALLBACK.write(directory);
        Path file = directory.resolve("tokenizer.json");
        String json = Files.readString(file);

        Files.writeString(
                file,
                json.replace(
                        "{\"type\":\"ByteFallback\"},{\"type\":\"Fuse\"}",
                        "{\"type\":\"Fuse\"},{\"type\":\"ByteFallback\"}"));
        assertThatThrownBy(() -> Tokenizer.open(directory)).hasMessageContaining("ByteFallback after");

        Files.writeString(
                file, json.replace("\"pattern\":{\"String\":\"\u2581\"}", "\"pattern\":{\"Regex\":\"\u2581\"}"));
        assertThatThrownBy(() -> Tokenizer.open(directory)).hasMessageContaining("decoder that replaces");
    }

    private static int octet(TokenizerLayout layout, int octet) throws IOException {
        return layout.id(String.valueOf(ByteAlphabet.character(octet)));
    }
}
