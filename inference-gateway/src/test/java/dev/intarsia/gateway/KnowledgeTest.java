package dev.intarsia.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.gateway.topology.DrivenGateway;
import dev.intarsia.gateway.topology.Records;
import dev.intarsia.model.example.ExampleEncoder;
import dev.intarsia.model.knowledge.ProfileWriter;
import dev.intarsia.model.knowledge.TemplateProfile;
import dev.intarsia.model.knowledge.UserPast;
import dev.intarsia.model.score.PromptRow;
import dev.intarsia.model.score.Scorer;
import dev.intarsia.schemas.avro.BehaviorEvent;
import dev.intarsia.schemas.topic.ConsentKey;
import dev.intarsia.tasks.PastEvent;
import dev.intarsia.tasks.Task;
import dev.intarsia.tasks.Tasks;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions whose prompts carry their user's past. */
class KnowledgeTest {
    private static final Task RATING = Tasks.bundled().require("movie-rating");
    private static final Map<String, String> ALIEN = Map.of("title", "Alien");
    private static final String QUESTION = "\"user\":\"ada\",\"task\":\"movie-rating\",\"input\":{\"title\":\"Alien\"}";
    private static final String CHAT = "/v1/chat/completions";

    @AutoClose
    private static ServedGateway gateway;

    private static final UserPast PAST = new UserPast();

    @BeforeAll
    static void serve(@TempDir Path directory) throws IOException {
        gateway = new ServedGateway(directory, Map.of("knowledge.profile", "true"));
        for (String user : List.of("ada", "eve")) {
            gateway.streams().send(event(user, "Love Story", "1.0", 0));
            gateway.streams().send(event(user, "Aliens", "4.5", 1));
            gateway.streams().send(event(user, "Alien 3", "3.0", 2));
        }
        PAST.add(RATING, new PastEvent(Map.of("title", "Love Story"), "1.0"));
        PAST.add(RATING, new PastEvent(Map.of("title", "Aliens"), "4.5"));
        PAST.add(RATING, new PastEvent(Map.of("title", "Alien 3"), "3.0"));
    }

    @Test
    void shouldAnswerAsTheSamePromptDoesOffline() {
        JsonNode both = predict("\"knowledge\":{\"history\":2}");
        JsonNode alone = predict("\"knowledge\":{\"history\":2,\"profile\":false}");
        JsonNode none = predict("\"knowledge\":{\"profile\":false}");

        expectDistribution(both, PAST.nearest(RATING, ALIEN, 2), profile());
        expectDistribution(alone, PAST.nearest(RATING, ALIEN, 2), null);
        expectDistribution(none, List.of(), null);
        assertThat(both.path("labels")).isNotEqualTo(alone.path("labels")).isNotEqualTo(none.path("labels"));
        assertThat(used(both)).isEqualTo("2 true 0");
        assertThat(used(alone)).isEqualTo("2 false 0");
        assertThat(used(none)).isEqualTo("0 false 0");
    }

    @Test
    void shouldTakeWhatARequestLeavesOutFromTheSettings() {
        JsonNode silent = predict("\"adapter\":\"base\"");

        expectDistribution(silent, List.of(), profile());
        assertThat(used(silent)).isEqualTo("0 true 0");
        assertThat(used(predict("\"knowledge\":null"))).isEqualTo("0 true 0");
        assertThat(used(predict("\"knowledge\":{}"))).isEqualTo("0 true 0");
    }

    @Test
    void shouldScoreAnswersAfterTheSamePromptAsPredictionsHave() {
        String stars = "\"answers\":[\"" + String.join("\",\"", RATING.labels()) + "\"]";

        JsonNode scored = ask("/v1/score", "{" + QUESTION + "," + stars + ",\"knowledge\":{\"history\":2}}");
        JsonNode silent = ask("/v1/score", "{" + QUESTION + "," + stars + "}");
        JsonNode stranger = ask("/v1/score", "{" + QUESTION.replace("ada", "stranger") + "," + stars + "}");

        JsonNode predicted = predict("\"knowledge\":{\"history\":2}");
        for (int label = 0; label < RATING.labels().size(); label++) {
            assertThat(scored.at("/answers/" + label + "/probability").asDouble())
                    .isCloseTo(predicted.at("/labels/" + label + "/probability").asDouble(), within(1e-5));
        }
        assertThat(scored.path("answers")).isNotEqualTo(silent.path("answers"));
        assertThat(used(scored)).isEqualTo("2 true 0");
        assertThat(used(silent)).isEqualTo("0 true 0");
        assertThat(used(stranger)).isEqualTo("0 false 0");
    }

    @Test
    void shouldKnowNothingOfNobodyAndOfStrangers() {
        for (String user : List.of("", "stranger")) {
            JsonNode answer = ask(
                            "/v1/predictions",
                            "{\"predictions\":[{\"knowledge\":{\"history\":8}," + QUESTION.replace("ada", user) + "}]}")
                    .at("/predictions/0");

            assertThat(used(answer)).isEqualTo("0 false 0");
            expectDistribution(answer, List.of(), null);
        }
    }

    @Test
    void shouldPutThePastBeforeAChatsTaskToo() {
        JsonNode known = chat("ada", "\"knowledge\":{\"history\":3}");
        JsonNode unknown = chat("ada", "\"knowledge\":{\"profile\":false}");
        ExampleEncoder encoder = new ExampleEncoder(gateway.tokenizer(), 256);

        assertThat(known.at("/usage/prompt_tokens").asInt())
                .isEqualTo(encoder.prompt(RATING, ALIEN, PAST.nearest(RATING, ALIEN, 3), profile(), 0).length);
        assertThat(unknown.at("/usage/prompt_tokens").asInt()).isEqualTo(encoder.prompt(RATING, ALIEN).length);
        assertThat(used(known.path("intarsia"))).isEqualTo("3 true 0");
        assertThat(used(unknown.path("intarsia"))).isEqualTo("0 false 0");
    }

    @Test
    void shouldSayHowMuchOfThePastHadNoRoom(@TempDir Path directory) throws IOException {
        try (ServedGateway narrow = new ServedGateway(directory, Map.of("model.max-tokens", "64"))) {
            for (int i = 0; i < 8; i++) {
                narrow.streams().send(event("ada", "A film with a rather long title, number " + i, "4.0", i));
            }

            JsonNode answer = ServedGateway.json(narrow.post(
                    "/v1/predictions", "{\"predictions\":[{" + QUESTION + ",\"knowledge\":{\"history\":8}}]}"));

            assertThat(answer.at("/predictions/0/knowledge/history").asInt()).isEqualTo(8);
            assertThat(answer.at("/predictions/0/knowledge/cut_tokens").asInt()).isPositive();
        }
    }

    @Test
    void shouldKeepNoPromptWithAnErasedEvent() {
        int others = gateway.kept().kept();
        assertThat(used(chat("eve", "\"knowledge\":{\"history\":8}").path("intarsia")))
                .isEqualTo("3 true 0");
        assertThat(gateway.kept().kept()).isGreaterThan(others);

        gateway.streams().erase(ConsentKey.of("eve", "Aliens"), DrivenGateway.NOW);

        assertThat(gateway.kept().kept()).isEqualTo(others);
        assertThat(used(chat("eve", "\"knowledge\":{\"history\":8}").path("intarsia")))
                .isEqualTo("2 true 0");

        gateway.streams().erase("eve", DrivenGateway.NOW);

        assertThat(gateway.kept().kept()).isEqualTo(others);
        assertThat(used(chat("eve", "\"knowledge\":{\"history\":8}").path("intarsia")))
                .isEqualTo("0 false 0");
    }

    @Test
    void shouldReadThePastOnlyOnceAnErasureWouldTakeThePromptAlong() {
        gateway.streams().send(event("zoe", "Aliens", "4.5", 1));
        gateway.streams().send(event("zoe", "Alien 3", "3.0", 2));
        gateway.whenLocated(() -> gateway.streams().erase(ConsentKey.of("zoe", "Aliens"), DrivenGateway.NOW));

        JsonNode chat = chat("zoe", "\"knowledge\":{\"history\":8}");

        gateway.whenLocated(() -> {});
        assertThat(used(chat.path("intarsia"))).isEqualTo("1 true 0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            7                   | knowledge           | 'P' must be an object.
            {"history":9}       | knowledge.history   | 'P' must be a whole number from 0 to 8.
            {"history":-1}      | knowledge.history   | 'P' must be a whole number from 0 to 8.
            {"history":"2"}     | knowledge.history   | 'P' must be a whole number from 0 to 8.
            {"history":1.5}     | knowledge.history   | 'P' must be a whole number from 0 to 8.
            {"profile":1}       | knowledge.profile   | 'P' must be true or false.
            {"profiles":true}   | knowledge.profiles  | There is no field 'P'; leave it out or correct its name.
            """)
    void shouldSayWhatIsWrongWithTheFieldAndWhere(String knowledge, String param, String message) {
        JsonNode chat = refused(CHAT, "{\"model\":\"tiny\"," + QUESTION + ",\"knowledge\":" + knowledge + "}");
        JsonNode prediction =
                refused("/v1/predictions", "{\"predictions\":[{" + QUESTION + ",\"knowledge\":" + knowledge + "}]}");

        assertThat(chat.path("param").asText()).isEqualTo(param);
        assertThat(chat.path("message").asText()).isEqualTo(message.replace("P", param));
        String there = "predictions[0]." + param;
        assertThat(prediction.path("param").asText()).isEqualTo(there);
        assertThat(prediction.path("message").asText()).isEqualTo(message.replace("P", there));
    }

    @Test
    void shouldRefuseTheFieldWhereNoTaskSaysWhatItMeans() {
        JsonNode chat = refused(
                CHAT,
                "{\"model\":\"tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"knowledge\":{\"history\":1}}");
        JsonNode completion =
                refused("/v1/completions", "{\"model\":\"tiny\",\"prompt\":\"Hi\",\"knowledge\":{\"history\":1}}");

        assertThat(chat.path("message").asText())
                .isEqualTo(
                        "'knowledge' needs 'task', which says how the past enters a prompt, or a task file with personal.chat.");
        assertThat(refused("/v1/score", "{\"prompt\":\"Hi\",\"answers\":[\"a\"],\"knowledge\":{\"history\":1}}")
                        .path("message")
                        .asText())
                .isEqualTo("'knowledge' needs 'task', which says how the past enters a prompt.");
        assertThat(completion.path("message").asText())
                .isEqualTo("There is no field 'knowledge'; leave it out or correct its name.");
    }

    private static BehaviorEvent event(String user, String title, String stars, int number) {
        return BehaviorEvent.newBuilder(Records.event(user, title, DrivenGateway.NOW.minusSeconds(100L - number)))
                .setInput(Map.of("title", title))
                .setOutput(stars)
                .build();
    }

    private static String profile() {
        return new TemplateProfile(RATING)
                .write(List.of(new ProfileWriter.Subject("ada", PAST.summarized())))
                .get(0);
    }

    private static JsonNode predict(String field) {
        return ask("/v1/predictions", "{\"predictions\":[{" + QUESTION + "," + field + "}]}")
                .at("/predictions/0");
    }

    private static JsonNode chat(String user, String field) {
        return ask(CHAT, "{\"model\":\"tiny\",\"max_tokens\":1," + QUESTION.replace("ada", user) + "," + field + "}");
    }

    private static JsonNode ask(String path, String body) {
        HttpResponse<String> response = gateway.post(path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return ServedGateway.json(response);
    }

    private static JsonNode refused(String path, String body) {
        HttpResponse<String> response = gateway.post(path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        return ServedGateway.json(response).path("error");
    }

    /** As "2 true 0": events, whether a profile, tokens that had no room. */
    private static String used(JsonNode answer) {
        JsonNode knowledge = answer.path("knowledge");
        return knowledge.path("history").asText() + " "
                + knowledge.path("profile").asText() + " "
                + knowledge.path("cut_tokens").asText();
    }

    private static void expectDistribution(JsonNode answer, List<PastEvent> history, @Nullable String profile) {
        ExampleEncoder encoder = new ExampleEncoder(gateway.tokenizer(), 256);
        int longest = encoder.labels(RATING).stream()
                .mapToInt(label -> label.length)
                .max()
                .orElseThrow();
        int[] prompt = encoder.prompt(RATING, ALIEN, history, profile, longest);
        float[] logs = new Scorer(gateway.model())
                .labelLogProbabilities(List.of(new PromptRow(prompt, null)), encoder.labels(RATING))[0];
        assertThat(answer.path("labels")).hasSize(logs.length);
        for (int label = 0; label < logs.length; label++) {
            assertThat(answer.at("/labels/" + label + "/probability").asDouble())
                    .isCloseTo(Math.exp(logs[label]), within(1e-5));
        }
    }
}
