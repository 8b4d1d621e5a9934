package dev.intarsia.stack.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.tasks.movielens.Rating;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** Asks the gateway as any product would: over HTTP. */
public final class GatewayClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int QUESTIONS_PER_REQUEST = 480;

    private final HttpClient http;
    private final URI gateway;

    /** @param gateway its root, as in {@code http://127.0.0.1:8080} */
    public GatewayClient(HttpClient http, URI gateway) {
        this.http = http;
        this.gateway = gateway;
    }

    /** A text and what it was answered with. */
    public record Answer(String text, String adapter) {}

    /**
     * What the gateway expects a user to rate, with one of its ways to answer.
     *
     * @param adapter {@code auto}, {@code own}, {@code assembled} or {@code base}
     */
    public record Question(Rating rating, String adapter) {}

    /** Predictions in the order of the questions; the true rating serves only to look up its probability. */
    public List<Guess> predict(List<Question> questions) throws IOException, InterruptedException {
        List<Guess> guesses = new ArrayList<>(questions.size());
        for (int i = 0; i < questions.size(); i += QUESTIONS_PER_REQUEST) {
            List<Question> part = questions.subList(i, Math.min(questions.size(), i + QUESTIONS_PER_REQUEST));
            ObjectNode body = JSON.createObjectNode();
            ArrayNode list = body.putArray("predictions");
            part.forEach(question -> list.add(json(question)));
            JsonNode answers = post("/v1/predictions", body).path("predictions");
            for (int j = 0; j < part.size(); j++) {
                guesses.add(guess(answers.path(j), part.get(j).rating().stars()));
            }
        }
        return guesses;
    }

    private static ObjectNode json(Question question) {
        Rating rating = question.rating();
        ObjectNode node = JSON.createObjectNode()
                .put("user", rating.user())
                .put("task", "movie-rating")
                .put("adapter", question.adapter());
        ObjectNode input = node.putObject("input");
        rating.film().input().forEach(input::put);
        return node;
    }

    private static Guess guess(JsonNode answer, String truth) throws IOException {
        Double nll = null;
        List<Double> probabilities = new ArrayList<>();
        for (JsonNode label : answer.path("labels")) {
            double probability = label.path("probability").asDouble();
            probabilities.add(probability);
            if (label.path("label").asText().equals(truth)) {
                nll = -Math.log(Math.max(probability, Double.MIN_NORMAL));
            }
        }
        if (nll == null) {
            throw new IOException("The gateway gave no probability for the rating " + truth + ": " + answer);
        }
        return new Guess(answer.path("answer").asText(), nll, probabilities);
    }

    /** One answer of what was trained on the user's events, with the kind and version of the adapter that gave it. */
    public Answer rate(Rating rating) throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode();
        body.putArray("predictions").add(json(new Question(rating, "own")));
        JsonNode answer = post("/v1/predictions", body).path("predictions").path(0);
        JsonNode adapter = answer.path("adapter");
        return new Answer(
                answer.path("answer").asText(),
                named(adapter.path("kind").asText(), adapter.path("version").asText()));
    }

    /** Continues a text under what was trained on the user's events, always the likeliest token. */
    public Answer complete(String user, String prompt, int tokens) throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode()
                .put("model", model())
                .put("user", user)
                .put("adapter", "own")
                .put("prompt", prompt)
                .put("max_tokens", tokens)
                .put("temperature", 0);
        body.putArray("stop").add("\n");
        HttpResponse<String> response = send(request("/v1/completions", body));
        JsonNode choice = JSON.readTree(response.body()).path("choices").path(0);
        String adapter = response.headers().firstValue("x-intarsia-adapter").orElse("");
        return new Answer(choice.path("text").asText().strip(), named(adapter.replaceAll(";.*", ""), version(adapter)));
    }

    /** {@code GET /v1/status}. */
    public JsonNode status() throws IOException, InterruptedException {
        return get("/v1/status");
    }

    /** {@code GET /v1/users/{user}/adapter}. */
    public JsonNode adapter(String user) throws IOException, InterruptedException {
        return get("/v1/users/" + user + "/adapter");
    }

    private String model() throws IOException, InterruptedException {
        return get("/v1/models").path("data").path(0).path("id").asText();
    }

    private static String version(String header) {
        return header.replaceAll(".*version=(\\d+).*", "$1");
    }

    private static String named(String kind, String version) {
        return kind.equals("base") ? kind : kind + " " + version;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(
                send(HttpRequest.newBuilder(gateway.resolve(path)).build()).body());
    }

    private JsonNode post(String path, JsonNode body) throws IOException, InterruptedException {
        return JSON.readTree(send(request(path, body)).body());
    }

    private HttpRequest request(String path, JsonNode body) throws IOException {
        return HttpRequest.newBuilder(gateway.resolve(path))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build();
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("The gateway answered " + response.statusCode() + " to " + request.method() + " "
                    + request.uri() + ": " + response.body());
        }
        return response;
    }
}
