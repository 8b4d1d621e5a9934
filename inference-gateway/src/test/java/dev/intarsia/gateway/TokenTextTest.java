package dev.intarsia.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.model.fixture.ChainCheckpoint;
import dev.intarsia.model.fixture.TokenizerLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts and log-probabilities of a model whose tokenizer spells rare characters in bytes, as Llama 2's does. */
class TokenTextTest {
    private static final String COMPLETIONS = "/v1/completions";
    private static final String FILM = "\ud83c\udfac film\u6771ok";

    @AutoClose
    private static ServedGateway gateway;

    @BeforeAll
    static void serve(@TempDir Path directory) throws IOException {
        Path checkpoint = new ChainCheckpoint(TokenizerLayout.BYTE_FALLBACK)
                .chain(
                        "x",
                        "<0xF0>",
                        "<0x9F>",
                        "<0x8E>",
                        "<0xAC>",
                        "\u2581film",
                        "<0xE6>",
                        "<0x9D>",
                        "<0xB1>",
                        "o",
                        "k",
                        "</s>")
                .chain("y", "\u2581true", "</s>")
                .second("x", "<0xE6>", 3)
                .second("y", "true", 1.786)
                .chain("z", "<|im_end|>", "a", "b", "a")
                .chain("w", "<0xC3>", "<0xA9>", "t", "<0x80>", "v", "</s>")
                .chain("q", "<0xC2>", "<0xA7>", "</s>")
                .chain("m", "<0xD0>", "</s>")
                .chain("n", "<0xD1>", "p", "</s>")
                .write(directory.resolve("checkpoint"));
        gateway = new ServedGateway(
                directory,
                checkpoint,
                Map.of(),
                Map.of(
                        "tokenizer_config.json",
                        "{\"eos_token\": \"<|im_end|>\", \"chat_template\": \"{% for message in messages %}"
                                + "<s>{{ message['content'] }}{% endfor %}\"}"));
    }

    @ParameterizedTest
    @CsvSource({"x,\ud83c\udfac film\u6771ok", "y,' true'", "w,\u00e9t\ufffdv", "q,\u00a7", "m,\ufffd", "n,\ufffdp"})
    void shouldWriteCharactersOfSeveralTokensWholeAndStreamed(String prompt, String text) {
        String fields = "\"prompt\":\"" + prompt + "\",\"max_tokens\":12";

        assertThat(whole(fields).at("/choices/0/text").asText()).isEqualTo(text);
        assertThat(streamed(fields)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
    void shouldJoinTokensAndBytesToTheTextWhereverItIsCutOff(int most) {
        String fields = "\"prompt\":\"x\",\"logprobs\":1,\"max_tokens\":" + most;

        JsonNode choice = whole(fields).path("choices").get(0);

        String text = choice.path("text").asText();
        assertThat(texts(choice.at("/logprobs/tokens"))).hasSize(most);
        assertThat(String.join("", texts(choice.at("/logprobs/tokens")))).isEqualTo(text);
        assertThat(text.replace("\ufffd", ""))
                .isEqualTo(FILM.substring(0, text.replace("\ufffd", "").length()));
        assertThat(streamed(fields)).isEqualTo(text);
        assertThat(String.join("", streamedTokens(fields))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "y", "w", "q", "m", "n"})
    void shouldJoinTokensToTheTextWhereverCharactersBreak(String prompt) {
        String fields = "\"prompt\":\"" + prompt + "\",\"logprobs\":1,\"max_tokens\":12";

        JsonNode choice = whole(fields).path("choices").get(0);

        assertThat(String.join("", texts(choice.at("/logprobs/tokens"))))
                .isEqualTo(choice.path("text").asText());
        assertThat(String.join("", streamedTokens(fields)))
                .isEqualTo(choice.path("text").asText());
    }

    @Test
    void shouldGiveEachTokensOwnBytes() {
        JsonNode content = chat("x", 5).at("/choices/0/logprobs/content");

        assertThat(content.findValues("bytes"))
                .extracting(JsonNode::toString)
                .containsExactly("[240]", "[159]", "[142]", "[172]", "[32,102,105,108,109]");
        assertThat(texts(content.findValues("token"))).containsExactly("", "", "", "\ud83c\udfac", " film");
    }

    @Test
    void shouldNameTheOtherTokensOfAPartOfACharacterByTheirBytes() {
        JsonNode chat = ServedGateway.json(gateway.post("/v1/chat/completions", """
                {"model":"tiny","messages":[{"role":"user","content":"x"}],"max_tokens":2,"temperature":0,
                 "logprobs":true,"top_logprobs":2}"""));

        JsonNode first = chat.at("/choices/0/logprobs/content/0");
        assertThat(first.at("/top_logprobs/0/token")).isEqualTo(first.path("token"));
        assertThat(first.at("/top_logprobs/0/bytes")).hasToString("[240]");
        assertThat(first.at("/top_logprobs/1/token").asText()).isEqualTo("bytes:\\xe6");
        assertThat(first.at("/top_logprobs/1/bytes")).hasToString("[230]");
    }

    @Test
    void shouldGiveEveryLikelyTokenItsOwnNameAndNumber() {
        JsonNode logprobs =
                whole("\"prompt\":\"y\",\"max_tokens\":1,\"logprobs\":2").at("/choices/0/logprobs");

        assertThat(texts(logprobs.path("tokens"))).containsExactly(" true");
        assertThat(logprobs.at("/token_logprobs/0").asDouble()).isCloseTo(-0.155, within(0.005));
        assertThat(logprobs.at("/top_logprobs/0")).hasSize(2);
        assertThat(logprobs.at("/top_logprobs/0/ true").asDouble()).isCloseTo(-0.155, within(0.005));
        assertThat(logprobs.at("/top_logprobs/0/true").asDouble()).isCloseTo(-1.941, within(0.005));
    }

    @Test
    void shouldNameTheChosenTokenThoughOthersAreLikelier() {
        JsonNode logprobs = whole("\"prompt\":\"y\",\"max_tokens\":1,\"logprobs\":1,\"logit_bias\":{\"" + bytes("true")
                        + "\":100}")
                .at("/choices/0/logprobs");

        assertThat(texts(logprobs.path("tokens"))).containsExactly("true");
        assertThat(logprobs.at("/top_logprobs/0/ true").asDouble()).isCloseTo(-0.155, within(0.005));
        assertThat(logprobs.at("/top_logprobs/0/true").asDouble()).isCloseTo(-1.941, within(0.005));
    }

    @Test
    void shouldCountCharactersUpToEachToken() {
        JsonNode logprobs =
                whole("\"prompt\":\"x\",\"max_tokens\":12,\"logprobs\":0").at("/choices/0/logprobs");

        assertThat(texts(logprobs.path("text_offset")))
                .containsExactly("0", "0", "0", "0", "1", "6", "6", "6", "7", "8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lm", " film", "film", "m\u6771", "\ud83c\udfac", "o"})
    void shouldLeaveOutOfTheTokensWhatAStopStringCutsOff(String stop) {
        String fields = "\"prompt\":\"x\",\"max_tokens\":12,\"logprobs\":1,\"stop\":\"" + stop + "\"";

        JsonNode choice = whole(fields).path("choices").get(0);

        assertThat(choice.path("text").asText()).isEqualTo(FILM.substring(0, FILM.indexOf(stop)));
        assertThat(String.join("", texts(choice.at("/logprobs/tokens"))))
                .isEqualTo(choice.path("text").asText());
        assertThat(String.join("", streamedTokens(fields)))
                .isEqualTo(choice.path("text").asText());
    }

    @Test
    void shouldEndAtATokenThatOnlyTheTokenizersFileNumbers() {
        JsonNode answer = whole("\"prompt\":\"z\",\"max_tokens\":9");

        assertThat(answer.at("/choices/0/text").asText()).isEmpty();
        assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"</s>", "\u2605", "\ud83c\udf1f", "<|im_end|>", "a</s>b<s>", "film\u2605", "</s"})
    void shouldReadSpecialTokensOfUsersAsTheirLetters(String typed) {
        int inText = whole("\"max_tokens\":1,\"prompt\":\"" + typed + "\"")
                .at("/usage/prompt_tokens")
                .asInt();

        assertThat(inText).isEqualTo(gateway.tokenizer().encode(typed).length);
        assertThat(chat(typed, 1).at("/usage/prompt_tokens").asInt()).isEqualTo(1 + inText);
        assertThat(gateway.tokenizer().decode(gateway.tokenizer().encode(typed)))
                .isEqualTo(typed);
    }

    @Test
    void shouldPutNothingBeforeAPromptWhereNoFileAsksForIt() {
        assertThat(whole("\"prompt\":\"x\",\"max_tokens\":1")
                        .at("/usage/prompt_tokens")
                        .asInt())
                .isEqualTo(gateway.tokenizer().encode("x").length);
    }

    private static int bytes(String token) {
        try {
            return TokenizerLayout.BYTE_FALLBACK.id(token);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode whole(String fields) {
        return ServedGateway.json(gateway.post(COMPLETIONS, "{\"model\":\"tiny\",\"temperature\":0," + fields + "}"));
    }

    private static JsonNode chat(String said, int most) {
        return ServedGateway.json(gateway.post("/v1/chat/completions", """
                {"model":"tiny","messages":[{"role":"user","content":"%s"}],"max_tokens":%d,"temperature":0,
                 "logprobs":true}""".formatted(said, most)));
    }

    private static List<JsonNode> parts(String fields) {
        List<JsonNode> parts = new ArrayList<>();
        byte[] body = gateway.post(COMPLETIONS, "{\"model\":\"tiny\",\"temperature\":0,\"stream\":true," + fields + "}")
                .body()
                .getBytes(StandardCharsets.UTF_8);
        new String(body, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("data: {"))
                .forEach(line -> parts.add(ServedGateway.json(line.substring("data: ".length()))));
        return parts;
    }

    private static String streamed(String fields) {
        StringBuilder text = new StringBuilder();
        parts(fields).forEach(part -> text.append(part.at("/choices/0/text").asText()));
        return text.toString();
    }

    private static List<String> streamedTokens(String fields) {
        List<String> tokens = new ArrayList<>();
        parts(fields).forEach(part -> tokens.addAll(texts(part.at("/choices/0/logprobs/tokens"))));
        return tokens;
    }

    private static List<String> texts(Iterable<JsonNode> nodes) {
        List<String> texts = new ArrayList<>();
        nodes.forEach(node -> texts.add(node.asText()));
        return texts;
    }
}
