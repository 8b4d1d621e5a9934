package dev.intarsia.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.example.Example;
import dev.intarsia.model.example.ExampleEncoder;
import dev.intarsia.model.score.Loss;
import dev.intarsia.model.score.Scorer;
import dev.intarsia.model.score.ScoringRow;
import dev.intarsia.tasks.Task;
import dev.intarsia.tasks.Tasks;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreTest {
    private static final Map<String, String> LIKED = Map.of("liked", "Alien (1979)");
    private static final String NEXT = "\"task\":\"next-movie\",\"input\":{\"liked\":\"Alien (1979)\"}";
    private static final List<String> FILMS = List.of("Heat", "Heat (1995)", "The Matrix", "The Thing", "Up");
    private static final String RATING = "\"task\":\"movie-rating\",\"input\":{\"title\":\"Alien\"}";
    private static final String STARS =
            "[\"0.5\",\"1.0\",\"1.5\",\"2.0\",\"2.5\",\"3.0\",\"3.5\",\"4.0\",\"4.5\",\"5.0\"]";

    @AutoClose
    private static ServedGateway gateway;

    private static Adapter own;
    private static Adapter assembled;

    @BeforeAll
    static void serve(@TempDir Path directory) throws IOException {
        gateway = new ServedGateway(directory, Map.of("score.max-answers", "40", "http.max-body-bytes", "200000"));
        own = gateway.train("ada", 2);
        assembled = gateway.assemble("bob", "sam");
    }

    @Test
    void shouldGiveEachAnswerTheProbabilityThatTrainingWouldSee() {
        JsonNode ada = score("\"user\":\"ada\"," + NEXT + ",\"answers\":" + list(FILMS));
        JsonNode bob = score("\"user\":\"bob\"," + NEXT + ",\"answers\":" + list(FILMS));
        JsonNode base = score("\"user\":\"ada\",\"adapter\":\"base\"," + NEXT + ",\"answers\":" + list(FILMS));

        expectLosses(ada, own);
        expectLosses(bob, assembled);
        expectLosses(base, null);
        assertThat(ada.at("/adapter/digest").asText()).isEqualTo(own.digest());
        assertThat(bob.at("/adapter/digest").asText()).isEqualTo(assembled.digest());
        assertThat(base.at("/adapter/kind").asText()).isEqualTo("base");
    }

    @Test
    void shouldRankTheAnswersAndNormaliseAmongThem() {
        JsonNode answers = score("\"user\":\"ada\"," + NEXT + ",\"answers\":" + list(FILMS))
                .path("answers");

        List<Double> logs = doubles(answers, "log_probability");
        List<Double> falling = new ArrayList<>(logs);
        falling.sort(Collections.reverseOrder());
        double all = logs.stream().mapToDouble(Math::exp).sum();
        assertThat(answers.findValuesAsText("answer")).containsExactlyElementsOf(FILMS);
        for (int i = 0; i < FILMS.size(); i++) {
            assertThat(answers.at("/" + i + "/rank").asInt()).isEqualTo(1 + falling.indexOf(logs.get(i)));
            assertThat(answers.at("/" + i + "/probability").asDouble())
                    .isCloseTo(Math.exp(logs.get(i)) / all, within(1e-6));
        }
        assertThat(doubles(answers, "probability").stream().mapToDouble(p -> p).sum())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void shouldAgreeWithPredictionsWhereAllLabelsAreGiven() {
        JsonNode scored = score("\"user\":\"ada\"," + RATING + ",\"answers\":" + STARS);
        JsonNode predicted = ServedGateway.json(
                        gateway.post("/v1/predictions", "{\"predictions\":[{\"user\":\"ada\"," + RATING + "}]}"))
                .at("/predictions/0");

        List<Double> expected = doubles(predicted.path("labels"), "probability");
        List<Double> found = doubles(scored.path("answers"), "probability");
        assertThat(found).hasSize(10);
        for (int i = 0; i < 10; i++) {
            assertThat(found.get(i)).isCloseTo(expected.get(i), within(1e-5));
        }
    }

    @Test
    void shouldScoreWhatMayFollowAText() {
        JsonNode scored =
                score("\"user\":\"ada\",\"prompt\":\"Film: The\",\"answers\":[\" Matrix\",\" Matrix (1999)\"]");

        int[] prompt = gateway.tokenizer().prompt("Film: The");
        for (int i = 0; i < 2; i++) {
            int[] answer = gateway.tokenizer()
                    .encodeContinuation(scored.at("/answers/" + i + "/answer").asText());
            int[] tokens =
                    IntStream.concat(IntStream.of(prompt), IntStream.of(answer)).toArray();
            expectLoss(scored.at("/answers/" + i), new Example(tokens, prompt.length), own);
        }
        assertThat(scored.at("/answers/0/rank").asInt()).isEqualTo(1);
        assertThat(scored.has("task")).isTrue();
        assertThat(scored.path("task").isNull()).isTrue();
    }

    @Test
    void shouldScoreManyRequestsAtOnceAsEachAlone() {
        String ada = "\"user\":\"ada\"," + NEXT + ",\"answers\":" + list(FILMS);
        String bob = "\"user\":\"bob\"," + NEXT + ",\"answers\":" + list(FILMS);
        List<JsonNode> alone = List.of(score(ada), score(bob));

        List<CompletableFuture<JsonNode>> asked = IntStream.range(0, 24)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> score(i % 2 == 0 ? ada : bob)))
                .toList();

        for (int i = 0; i < asked.size(); i++) {
            List<Double> found = doubles(asked.get(i).join().path("answers"), "log_probability");
            List<Double> expected = doubles(alone.get(i % 2).path("answers"), "log_probability");
            for (int answer = 0; answer < FILMS.size(); answer++) {
                assertThat(found.get(answer)).isCloseTo(expected.get(answer), within(1e-4));
            }
        }
    }

    @Test
    void shouldNameTheAdapterInTheHeaderAndCountTheAnswer() {
        HttpResponse<String> response =
                gateway.post("/v1/score", "{\"user\":\"ada\"," + NEXT + ",\"answers\":[\"Heat\"]}");

        assertThat(response.headers().firstValue("x-intarsia-adapter").orElseThrow())
                .startsWith("own; user=ada; version=2; digest=");
        assertThat(gateway.get("/metrics").body())
                .contains("intarsia_gateway_answers_total{adapter=\"own\",what=\"score\"}");
    }

    @ParameterizedTest(name = "{0} -> {1} {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"answers":["a"]}                                            | missing_required_parameter | task
            {N,"prompt":"a","answers":["a"]}                             | invalid_value | prompt
            {N}                                                          | invalid_value | answers
            {N,"answers":[]}                                             | invalid_value | answers
            {N,"answers":[7]}                                            | invalid_value | answers
            {N,"answers":["a",""]}                                       | invalid_value | answers[1]
            {N,"answers":["a"," "]}                                      | invalid_value | answers[1]
            {N,"answers":["a","b","a"]}                                  | invalid_value | answers[2]
            {"prompt":"a","answers":["a","b","b"]}                       | invalid_value | answers[2]
            {"prompt":7,"answers":["a"]}                                 | invalid_value | prompt
            {"task":"movie-rating","input":{"title":"a"},"answers":["6"]} | invalid_value | answers[0]
            {"task":"none","input":{},"answers":["a"]}                   | invalid_value | task
            {"input":{},"answers":["a"]}                                 | invalid_value | input
            {N,"answers":["a"],"adapter":"best"}                         | invalid_value | adapter
            {N,"answers":["a"],"user":" "}                               | invalid_value | user
            {N,"answers":["a"],"n":2}                                    | unknown_parameter | n
            """)
    void shouldNameWhatIsWrong(String body, String code, String param) {
        expectRefusal(body.replace("N", NEXT), code, param);
    }

    @Test
    void shouldRefuseMoreThanOnePassTakes() {
        String tooMany =
                IntStream.range(0, 41).mapToObj(i -> "\"a" + i + "\"").collect(Collectors.joining(",", "[", "]"));
        String tooLong = "[\"Heat\",\"" + "film ".repeat(700) + "\"]";
        String together = IntStream.range(0, 20)
                .mapToObj(i -> "\"" + i + " " + "q ".repeat(200) + "\"")
                .collect(Collectors.joining(",", "[", "]"));

        assertThat(expectRefusal("{" + NEXT + ",\"answers\":" + tooMany + "}", "invalid_value", "answers"))
                .contains("41")
                .contains("40");
        assertThat(expectRefusal("{" + NEXT + ",\"answers\":" + tooLong + "}", "invalid_value", "answers[1]"))
                .contains("tokens")
                .contains("model.max-tokens");
        assertThat(expectRefusal(
                        "{\"prompt\":\"a\",\"answers\":" + together + "}", "context_length_exceeded", "answers"))
                .contains("model.batch-tokens");
    }

    private static String expectRefusal(String body, String code, String param) {
        HttpResponse<String> response = gateway.post("/v1/score", body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        JsonNode error = ServedGateway.json(response).path("error");
        assertThat(error.path("code").asText()).as(response.body()).isEqualTo(code);
        assertThat(error.path("param").asText()).as(response.body()).isEqualTo(param);
        return error.path("message").asText();
    }

    private static JsonNode score(String fields) {
        HttpResponse<String> response = gateway.post("/v1/score", "{" + fields + "}");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return ServedGateway.json(response);
    }

    /** As the events that answer so would be scored one by one. */
    private static void expectLosses(JsonNode scored, @Nullable Adapter adapter) {
        Task task = Tasks.bundled().require("next-movie");
        ExampleEncoder encoder = new ExampleEncoder(gateway.tokenizer(), 256);
        for (JsonNode each : scored.path("answers")) {
            expectLoss(each, encoder.encode(task, LIKED, each.path("answer").asText()), adapter);
        }
    }

    private static void expectLoss(JsonNode scored, Example example, @Nullable Adapter adapter) {
        Loss loss = new Scorer(gateway.model())
                .losses(List.of(new ScoringRow(example, adapter)))
                .get(0);
        assertThat(scored.path("tokens").asInt()).isEqualTo(loss.tokens());
        assertThat(scored.path("log_probability").asDouble()).isCloseTo(-loss.sum(), within(1e-4 * loss.tokens()));
    }

    private static List<Double> doubles(JsonNode list, String field) {
        List<Double> values = new ArrayList<>();
        list.forEach(each -> values.add(each.path(field).asDouble()));
        return values;
    }

    private static String list(List<String> texts) {
        return texts.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
    }
}
