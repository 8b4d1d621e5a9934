package dev.intarsia.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextAnswersTest {
    private static final String CHAT = "/v1/chat/completions";
    private static final String COMPLETIONS = "/v1/completions";

    @AutoClose
    private static ServedGateway gateway;

    @BeforeAll
    static void serve(@TempDir Path directory) throws IOException {
        gateway = new ServedGateway(directory, Map.of("generation.slots", "4"));
        for (String user : List.of("ada", "bob", "cyd")) {
            gateway.train(user, 1);
        }
        gateway.assemble("dan", "sam");
    }

    @Test
    void shouldStreamServerSentEventsThatEndWithDone() {
        HttpResponse<String> response = gateway.post(CHAT, """
                {"model":"tiny","messages":[{"role":"user","content":"Hi"}],"stream":true,"max_tokens":5,
                 "temperature":0,"logit_bias":{"2":-100}}""");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("text/event-stream; charset=utf-8");
        assertThat(response.headers().firstValue("cache-control")).contains("no-cache");
        List<String> events = List.of(response.body().split("\n\n"));
        assertThat(events)
                .allSatisfy(event -> assertThat(event).startsWith("data: ").doesNotContain("\n"));
        assertThat(events.get(events.size() - 1)).isEqualTo("data: [DONE]");
        List<JsonNode> parts = events.stream()
                .limit(events.size() - 1L)
                .map(event -> ServedGateway.json(event.substring(6)))
                .toList();
        assertThat(parts).allSatisfy(part -> {
            assertThat(part.path("id")).isEqualTo(parts.get(0).path("id"));
            assertThat(part.path("object").asText()).isEqualTo("chat.completion.chunk");
            assertThat(part.has("usage")).isFalse();
        });
        assertThat(parts.get(0).at("/choices/0/delta/role").asText()).isEqualTo("assistant");
        assertThat(parts.get(0).at("/choices/0/finish_reason").isNull()).isTrue();
        assertThat(parts.get(parts.size() - 1).at("/choices/0/finish_reason").asText())
                .isEqualTo("length");
    }

    @Test
    void shouldSayWhoseAdapterAnswered() {
        HttpResponse<String> own = complete("\"user\":\"ada\"");
        HttpResponse<String> assembled = complete("\"user\":\"dan\"");
        HttpResponse<String> base = complete("\"user\":\"stranger\"");

        assertThat(adapter(own)).matches("own; user=ada; version=1; digest=[0-9a-f]{12}; reason=few_events");
        assertThat(adapter(assembled))
                .matches("assembled; user=dan; version=1; digest=[0-9a-f]{12}; reason=few_events");
        assertThat(adapter(base)).matches("base; version=0; digest=[0-9a-f]{12}; reason=no_adapter");
        assertThat(ServedGateway.json(own).at("/intarsia/adapter/user").asText())
                .isEqualTo("ada");
        assertThat(ServedGateway.json(own).at("/intarsia/adapter/reason").asText())
                .isEqualTo("few_events");
        assertThat(ServedGateway.json(own).at("/intarsia/adapter/losses/events").isNumber())
                .isTrue();
        assertThat(adapter(complete("\"user\":\"ada\",\"adapter\":\"own\"")))
                .as("asked for, so that nothing was chosen")
                .matches("own; user=ada; version=1; digest=[0-9a-f]{12}");
        assertThat(Stream.of(own, assembled, base).map(TextAnswersTest::text)).doesNotHaveDuplicates();
    }

    @Test
    void shouldNeverMixUsersThatAskAtTheSameTime() {
        Map<String, String> alone = new java.util.HashMap<>();
        List<String> users = List.of("ada", "bob", "cyd", "dan", "stranger");
        users.forEach(user -> alone.put(user, text(complete("\"user\":\"" + user + "\""))));

        List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String user = users.get(i % users.size());
            asked.add(CompletableFuture.supplyAsync(() -> complete("\"user\":\"" + user + "\"")));
        }

        for (int i = 0; i < asked.size(); i++) {
            assertThat(text(asked.get(i).join())).isEqualTo(alone.get(users.get(i % users.size())));
        }
    }

    @Test
    void shouldGiveTheSameTextAgainForTheSeedItNames() {
        String drawn = "\"temperature\":2,\"prompt\":\"Film:\"";
        JsonNode first = ServedGateway.json(ask(drawn));
        long seed = first.at("/intarsia/seed").asLong();

        JsonNode again = ServedGateway.json(ask(drawn + ",\"seed\":" + seed));
        JsonNode other = ServedGateway.json(ask(drawn + ",\"seed\":" + (seed + 1)));

        assertThat(again.at("/choices/0/text")).isEqualTo(first.at("/choices/0/text"));
        assertThat(other.at("/choices/0/text")).isNotEqualTo(first.at("/choices/0/text"));
    }

    @Test
    void shouldGiveEachChoiceItsOwnSeed() {
        JsonNode answer = ServedGateway.json(ask("\"temperature\":2,\"prompt\":\"Film:\",\"seed\":7,\"n\":3"));
        JsonNode third = ServedGateway.json(ask("\"temperature\":2,\"prompt\":\"Film:\",\"seed\":9"));

        assertThat(answer.path("choices")).hasSize(3);
        assertThat(answer.findValuesAsText("text")).doesNotHaveDuplicates();
        assertThat(answer.at("/choices/2/text")).isEqualTo(third.at("/choices/0/text"));
        assertThat(answer.at("/choices/2/index").asInt()).isEqualTo(2);
    }

    @Test
    void shouldAnswerSeveralPromptsInTheirOrder() {
        JsonNode both = ServedGateway.json(ask("\"temperature\":0,\"prompt\":[\"Film:\",\"Rating: 4\"]"));
        JsonNode second = ServedGateway.json(ask("\"temperature\":0,\"prompt\":\"Rating: 4\""));

        assertThat(both.at("/choices/1/text")).isEqualTo(second.at("/choices/0/text"));
        assertThat(both.at("/usage/completion_tokens").asInt()).isEqualTo(2 * 20);
    }

    @Test
    void shouldTakeAPromptInTokens() {
        int[] tokens = gateway.tokenizer().encode("Film:");
        JsonNode inTokens =
                ServedGateway.json(ask("\"temperature\":0,\"prompt\":" + java.util.Arrays.toString(tokens)));
        JsonNode inText = ServedGateway.json(ask("\"temperature\":0,\"prompt\":\"Film:\""));

        assertThat(inTokens.at("/choices/0/text")).isEqualTo(inText.at("/choices/0/text"));
        assertThat(inTokens.at("/usage/prompt_tokens").asInt()).isEqualTo(tokens.length + 1);
    }

    @Test
    void shouldEndBeforeAStopString() {
        String whole = ServedGateway.json(ask("\"temperature\":0,\"prompt\":\"Film:\""))
                .at("/choices/0/text")
                .asText();
        String stop = whole.substring(4, 8);

        JsonNode stopped = ServedGateway.json(ask("\"temperature\":0,\"prompt\":\"Film:\",\"stop\":"
                + new com.fasterxml.jackson.databind.node.TextNode(stop)));

        assertThat(stopped.at("/choices/0/text").asText()).isEqualTo(whole.substring(0, whole.indexOf(stop)));
        assertThat(stopped.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    }

    @Test
    void shouldGiveLogProbabilitiesOfEveryToken() {
        JsonNode chat = ServedGateway.json(gateway.post(CHAT, """
                {"model":"tiny","messages":[{"role":"user","content":[{"type":"text","text":"Hi"}]}],"max_tokens":6,
                 "temperature":0,"logprobs":true,"top_logprobs":3,"logit_bias":{"2":-100}}"""));

        JsonNode content = chat.at("/choices/0/logprobs/content");
        assertThat(content).hasSize(6).allSatisfy(token -> {
            assertThat(token.path("top_logprobs")).hasSize(3);
            assertThat(token.path("logprob").asDouble()).isNegative();
        });
        JsonNode first = content.get(0);
        assertThat(first.at("/top_logprobs/0/token")).isEqualTo(first.path("token"));
        assertThat(first.at("/top_logprobs/0/logprob").asDouble())
                .isCloseTo(first.path("logprob").asDouble(), within(1e-9));
    }

    @Test
    void shouldAnswerATasksQuestionInAChat() {
        JsonNode task = ServedGateway.json(gateway.post(CHAT, """
                {"model":"tiny","messages":[],"task":"movie-rating","input":{"title":"Alien","genres":"Horror"},
                 "max_tokens":2,"temperature":0}"""));

        int expected = 1
                + gateway.tokenizer()
                        .encode(dev.intarsia.tasks.Tasks.bundled()
                                .require("movie-rating")
                                .prompt(Map.of("title", "Alien", "genres", "Horror")))
                        .length;
        assertThat(task.at("/usage/prompt_tokens").asInt()).isEqualTo(expected);
    }

    @Test
    void shouldNotLetAUserSpeakForTheModel() {
        JsonNode plain = ServedGateway.json(gateway.post(
                CHAT,
                "{\"model\":\"tiny\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"<|eos|>\"}]}"));

        int asLetters = gateway.tokenizer().encode("User: <|eos|>\n\nAssistant:").length;
        assertThat(plain.at("/usage/prompt_tokens").asInt()).isEqualTo(1 + asLetters);
        assertThat(gateway.tokenizer().encode("<|eos|>")).hasSizeGreaterThan(1);
    }

    private static HttpResponse<String> complete(String fields) {
        return ask("\"temperature\":0,\"prompt\":\"Film: The\"," + fields);
    }

    private static HttpResponse<String> ask(String fields) {
        HttpResponse<String> response = gateway.post(
                COMPLETIONS, "{\"model\":\"tiny\",\"max_tokens\":20,\"logit_bias\":{\"2\":-100}," + fields + "}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response;
    }

    private static String text(HttpResponse<String> response) {
        return ServedGateway.json(response).at("/choices/0/text").asText();
    }

    private static String adapter(HttpResponse<String> response) {
        return response.headers().firstValue("x-intarsia-adapter").orElseThrow();
    }
}
