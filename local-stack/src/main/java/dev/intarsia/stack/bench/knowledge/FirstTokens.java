package dev.intarsia.stack.bench.knowledge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;

/** Asks a gateway for streamed answers to a task's questions. Safe to use from several threads. */
final class FirstTokens {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DATA = "data: ";
    /** Enough that an answer has a first token; what comes after it is the same work for all. */
    private static final int ANSWER_TOKENS = 2;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI gateway;
    private final String model;

    /** @param model its name in requests */
    FirstTokens(URI gateway, String model) {
        this.gateway = gateway;
        this.model = model;
    }

    /**
     * A question.
     *
     * @param known whether the user's past is to stand before it
     */
    record Question(String user, Map<String, String> input, boolean known) {}

    /**
     * A whole answer's account.
     *
     * @param tokens of the prompt
     * @param knowledge what of the user's past was in it, as the gateway says
     */
    record Account(int tokens, JsonNode knowledge) {}

    /** Answers a question whole. */
    Account account(Question question) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request(question, false), BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("The gateway answered " + response.statusCode() + ": " + response.body());
        }
        JsonNode answer = JSON.readTree(response.body());
        return new Account(answer.at("/usage/prompt_tokens").asInt(), answer.at("/intarsia/knowledge"));
    }

    /** Milliseconds from the request to the first text of the answer, which is read to its end. */
    double millis(Question question) throws IOException, InterruptedException {
        HttpRequest request = request(question, true);
        long start = System.nanoTime();
        HttpResponse<Stream<String>> response = http.send(request, BodyHandlers.ofLines());
        double first = Double.NaN;
        try (Stream<String> lines = response.body()) {
            for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
                String line = each.next();
                if (Double.isNaN(first) && hasText(line)) {
                    first = (System.nanoTime() - start) / 1e6;
                }
            }
        }
        if (Double.isNaN(first)) {
            throw new IOException("The gateway answered " + response.statusCode() + " without any text.");
        }
        return first;
    }

    /** A text that ends at once has its first token in its end. */
    private static boolean hasText(String line) throws IOException {
        if (!line.startsWith(DATA + "{")) {
            return false;
        }
        JsonNode choice = JSON.readTree(line.substring(DATA.length())).at("/choices/0");
        return !choice.at("/delta/content").asText("").isEmpty()
                || !choice.path("finish_reason").isNull();
    }

    private HttpRequest request(Question question, boolean streamed) throws IOException {
        ObjectNode body = JSON.createObjectNode()
                .put("model", model)
                .put("user", question.user())
                .put("task", EventProducer.TASK)
                .put("max_tokens", ANSWER_TOKENS)
                .put("temperature", 0)
                .put("stream", streamed);
        ObjectNode input = body.putObject("input");
        question.input().forEach(input::put);
        body.putArray("messages");
        body.putObject("knowledge")
                .put("history", question.known() ? KnowledgeBenchmarkSettings.HISTORY : 0)
                .put("profile", question.known());
        return HttpRequest.newBuilder(gateway.resolve("/v1/chat/completions"))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
                .build();
    }
}
