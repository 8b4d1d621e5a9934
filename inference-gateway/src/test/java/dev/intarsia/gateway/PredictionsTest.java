package dev.intarsia.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.example.ExampleEncoder;
import dev.intarsia.model.score.PromptRow;
import dev.intarsia.model.score.Scorer;
import dev.intarsia.tasks.Task;
import dev.intarsia.tasks.Tasks;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionsTest {
    private static final Map<String, String> ALIEN = Map.of("title", "Alien", "genres", "Horror");
    private static final String QUESTION =
            "\"task\":\"movie-rating\",\"input\":{\"title\":\"Alien\",\"genres\":\"Horror\"}";

    @AutoClose
    private static ServedGateway gateway;

    private static Adapter own;
    private static Adapter assembled;

    @BeforeAll
    static void serve(@TempDir Path directory) throws IOException {
        gateway = new ServedGateway(directory, Map.of());
        own = gateway.train("ada", 2);
        assembled = gateway.assemble("bob", "sam");
    }

    @Test
    void shouldAnswerEachQuestionWithItsUsersDistribution() {
        JsonNode answers = predict("""
                {"user":"ada",Q},{"user":"bob",Q},{"user":"ada","adapter":"base",Q},{Q}""");

        expectDistribution(answers.get(0), own);
        expectDistribution(answers.get(1), assembled);
        expectDistribution(answers.get(2), null);
        expectDistribution(answers.get(3), null);
        assertThat(answers.findValuesAsText("kind")).containsExactly("own", "assembled", "base", "base");
        assertThat(answers.at("/0/adapter/digest").asText()).isEqualTo(own.digest());
        assertThat(answers.at("/1/adapter/digest").asText()).isEqualTo(assembled.digest());
        assertThat(answers.at("/0/labels")).isNotEqualTo(answers.at("/1/labels"));
    }

    @Test
    void shouldAnswerAScaleByItsMedian() {
        JsonNode answer = predict("{\"user\":\"ada\",Q}").get(0);

        double below = 0;
        double median = answer.path("median").asDouble();
        for (JsonNode label : answer.path("labels")) {
            if (Double.parseDouble(label.path("label").asText()) < median) {
                below += label.path("probability").asDouble();
            }
        }
        assertThat(below).isLessThan(0.5);
        assertThat(answer.path("answer").asText()).isEqualTo(Double.toString(median));
        assertThat(answer.path("mean").asDouble()).isBetween(0.5, 5.0);
    }

    @Test
    void shouldAnswerLabelsByTheLikeliestAndTextsByTheLikeliestTokens() {
        JsonNode answers = predict("""
                {"user":"ada","task":"next-movie","input":{"liked":"Alien (1979)"}},
                {"user":"ada","task":"mood","input":{"title":"Alien"}},
                {"user":"ada",Q}""");

        assertThat(answers.findValuesAsText("task")).containsExactly("next-movie", "mood", "movie-rating");
        assertThat(answers.get(0).path("answer").isTextual()).isTrue();
        assertThat(answers.get(0).has("labels")).isFalse();
        assertThat(answers.get(1).has("median")).isFalse();
        String likeliest = StreamSupport.stream(answers.get(1).path("labels").spliterator(), false)
                .max((a, b) -> Double.compare(
                        a.path("probability").asDouble(), b.path("probability").asDouble()))
                .orElseThrow()
                .path("label")
                .asText();
        assertThat(answers.get(1).path("answer").asText()).isEqualTo(likeliest);
    }

    @Test
    void shouldAnswerManyRequestsAtOnceAsEachAlone() {
        String alone = predict("{\"user\":\"ada\",Q},{\"user\":\"bob\",Q}").toString();

        List<CompletableFuture<JsonNode>> asked = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            asked.add(CompletableFuture.supplyAsync(() -> predict("{\"user\":\"ada\",Q},{\"user\":\"bob\",Q}")));
        }

        assertThat(asked).allSatisfy(answer -> {
            JsonNode expected = ServedGateway.json(alone);
            for (int row = 0; row < 2; row++) {
                for (int label = 0; label < 10; label++) {
                    String at = "/" + row + "/labels/" + label + "/probability";
                    assertThat(answer.join().at(at).asDouble())
                            .isCloseTo(expected.at(at).asDouble(), within(1e-5));
                }
            }
        });
    }

    private static JsonNode predict(String questions) {
        HttpResponse<String> response =
                gateway.post("/v1/predictions", "{\"predictions\":[" + questions.replace("Q", QUESTION) + "]}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return ServedGateway.json(response).path("predictions");
    }

    private static void expectDistribution(JsonNode answer, @Nullable Adapter adapter) {
        Task task = Tasks.bundled().require("movie-rating");
        ExampleEncoder encoder = new ExampleEncoder(gateway.tokenizer(), 256);
        float[] logs = new Scorer(gateway.model())
                .labelLogProbabilities(
                        List.of(new PromptRow(encoder.prompt(task, ALIEN), adapter)), encoder.labels(task))[0];
        assertThat(answer.path("labels")).hasSize(logs.length);
        for (int label = 0; label < logs.length; label++) {
            assertThat(answer.at("/labels/" + label + "/label").asText())
                    .isEqualTo(task.labels().get(label));
            assertThat(answer.at("/labels/" + label + "/probability").asDouble())
                    .isCloseTo(Math.exp(logs[label]), within(1e-5));
        }
    }
}
