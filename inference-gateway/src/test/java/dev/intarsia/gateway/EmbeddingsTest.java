package dev.intarsia.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.engine.EmbeddingPass;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddingsTest {
    private static final List<String> TEXTS = List.of("Film: The Matrix (1999)", "Heat", "q ".repeat(90));

    @AutoClose
    private static ServedGateway gateway;

    private static Adapter own;
    private static Adapter assembled;

    @BeforeAll
    static void serve(@TempDir Path directory) throws IOException {
        gateway = new ServedGateway(
                directory,
                Map.of("embeddings.max-texts", "4", "embeddings.max-tokens", "5000", "http.max-body-bytes", "100000"));
        own = gateway.train("ada", 2);
        assembled = gateway.assemble("bob", "sam");
    }

    @Test
    void shouldEmbedEachTextWithItsUsersAdapter() {
        JsonNode ada = embed("\"user\":\"ada\"," + texts());
        JsonNode bob = embed("\"user\":\"bob\"," + texts());
        JsonNode base = embed("\"user\":\"ada\",\"adapter\":\"base\"," + texts());
        JsonNode nobody = embed(texts());

        expectMeans(ada, own);
        expectMeans(bob, assembled);
        expectMeans(base, null);
        expectMeans(nobody, null);
        assertThat(ada.at("/intarsia/adapter/digest").asText()).isEqualTo(own.digest());
        assertThat(bob.at("/intarsia/adapter/digest").asText()).isEqualTo(assembled.digest());
        assertThat(ada.path("data")).isNotEqualTo(base.path("data"));
        assertThat(ada.path("data")).isNotEqualTo(bob.path("data"));
        assertThat(ada.at("/usage/total_tokens").asInt())
                .isEqualTo(TEXTS.stream()
                        .mapToInt(text -> gateway.tokenizer().prompt(text).length)
                        .sum());
    }

    @Test
    void shouldEmbedManyUsersTextsAtOnceAsEachAlone() {
        List<String> users = List.of("ada", "bob", "stranger");
        List<JsonNode> alone = users.stream()
                .map(user -> embed("\"user\":\"" + user + "\",\"input\":\"Heat\""))
                .toList();

        List<CompletableFuture<JsonNode>> asked = IntStream.range(0, 24)
                .mapToObj(i ->
                        CompletableFuture.supplyAsync(() -> embed("\"user\":\"" + users.get(i % 3) + "\"," + texts())))
                .toList();

        for (int i = 0; i < asked.size(); i++) {
            assertThat(numbers(asked.get(i).join().at("/data/1")))
                    .containsExactly(numbers(alone.get(i % 3).at("/data/0")), within(1e-5));
        }
    }

    @ParameterizedTest(name = "{0} -> {1} {2} {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"input":"a"}                                         | 400 | missing_required_parameter | model
            {"model":"other","input":"a"}                         | 404 | model_not_found | model
            {"model":"tiny"}                                      | 400 | invalid_value | input
            {"model":"tiny","input":[]}                           | 400 | invalid_value | input
            {"model":"tiny","input":""}                           | 400 | invalid_value | input
            {"model":"tiny","input":["a",""]}                     | 400 | invalid_value | input
            {"model":"tiny","input":[[1],[]]}                     | 400 | invalid_value | input
            {"model":"tiny","input":[1,"a"]}                      | 400 | invalid_value | input
            {"model":"tiny","input":[1,100000]}                   | 400 | invalid_value | input
            {"model":"tiny","input":["a","b","c","d","e"]}        | 400 | invalid_value | input
            {"model":"tiny","input":"a","dimensions":8}           | 400 | invalid_value | dimensions
            {"model":"tiny","input":"a","encoding_format":"int8"} | 400 | invalid_value | encoding_format
            {"model":"tiny","input":"a","adapter":"best"}         | 400 | invalid_value | adapter
            {"model":"tiny","input":"a","user":7}                 | 400 | invalid_value | user
            {"model":"tiny","input":"a","task":"mood"}            | 400 | unknown_parameter | task
            """)
    void shouldNameWhatIsWrong(String body, int status, String code, String param) {
        expectRefusal(body, status, code, param);
    }

    @Test
    void shouldRefuseMoreThanItTakes() {
        String long1 = "\"" + "q ".repeat(4500) + "\"";
        String long2 = "\"" + "q ".repeat(1000) + "\"";

        assertThat(expectRefusal(
                        "{\"model\":\"tiny\",\"input\":[\"a\"," + long1 + "]}",
                        400,
                        "context_length_exceeded",
                        "input"))
                .contains("Text 1")
                .contains("4096");
        assertThat(expectRefusal(
                        "{\"model\":\"tiny\",\"input\":[" + String.join(",", long2, long2, long2) + "]}",
                        400,
                        "invalid_value",
                        "input"))
                .contains("embeddings.max-tokens");
    }

    @Test
    void shouldTakeTheModelsOwnWidthAsDimensions() {
        assertThat(embed("\"input\":\"a\",\"dimensions\":32").at("/data/0/embedding"))
                .hasSize(32);
    }

    private static String expectRefusal(String body, int status, String code, String param) {
        HttpResponse<String> response = gateway.post("/v1/embeddings", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonNode error = ServedGateway.json(response).path("error");
        assertThat(error.path("code").asText()).as(response.body()).isEqualTo(code);
        assertThat(error.path("param").asText()).as(response.body()).isEqualTo(param);
        return error.path("message").asText();
    }

    private static JsonNode embed(String fields) {
        HttpResponse<String> response = gateway.post("/v1/embeddings", "{\"model\":\"tiny\"," + fields + "}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return ServedGateway.json(response);
    }

    private static void expectMeans(JsonNode response, @Nullable Adapter adapter) {
        List<int[]> tokens = TEXTS.stream().map(gateway.tokenizer()::prompt).toList();
        float[][] means = new EmbeddingPass(gateway.model()).means(tokens, Arrays.asList(adapter, adapter, adapter));
        assertThat(response.path("data")).hasSize(TEXTS.size());
        for (int i = 0; i < means.length; i++) {
            double[] expected = new double[means[i].length];
            for (int j = 0; j < expected.length; j++) {
                expected[j] = means[i][j];
            }
            assertThat(numbers(response.at("/data/" + i))).containsExactly(expected, within(1e-5));
        }
    }

    private static double[] numbers(JsonNode embedding) {
        double[] numbers = new double[embedding.path("embedding").size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = embedding.path("embedding").get(i).asDouble();
        }
        return numbers;
    }

    private static String texts() {
        return "\"input\":[\"" + String.join("\",\"", TEXTS) + "\"]";
    }
}
