package dev.intarsia.tests.loop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.tasks.movielens.Rating;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;

/** What goes into a running stack at ingest, and what comes out at the gateway. */
final class StackClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI ingest;
    private final URI gateway;

    StackClient(URI ingest, URI gateway) {
        this.ingest = ingest;
        this.gateway = gateway;
    }

    /** Returns when ingest has accepted all of them. */
    void send(List<Rating> ratings) throws IOException, InterruptedException {
        StringBuilder lines = new StringBuilder();
        for (Rating rating : ratings) {
            lines.append(JSON.writeValueAsString(Map.of(
                            "eventId", rating.id(),
                            "user", rating.user(),
                            "time", rating.time().toEpochMilli(),
                            "task", "movie-rating",
                            "input", rating.film().input(),
                            "output", rating.stars())))
                    .append('\n');
        }
        HttpResponse<String> response = exchange(HttpRequest.newBuilder(ingest.resolve("/v1/events"))
                .header("content-type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(lines.toString())));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    }

    /** The user shares everything. */
    void consent(String user) throws IOException, InterruptedException {
        HttpResponse<String> response =
                exchange(HttpRequest.newBuilder(ingest.resolve("/v1/users/" + user + "/consent"))
                        .header("content-type", "application/json")
                        .PUT(BodyPublishers.ofString("{\"granted\":true,\"shareRatio\":1.0}")));
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 204);
    }

    /** What the user is answered with. */
    JsonNode adapter(String user) throws IOException, InterruptedException {
        return get("/v1/users/" + user + "/adapter");
    }

    JsonNode status() throws IOException, InterruptedException {
        return get("/v1/status");
    }

    /** One answer of the gateway. */
    JsonNode predict(Rating rating, String adapter) throws IOException, InterruptedException {
        return predict(rating, adapter, 0, false);
    }

    /** One answer of the gateway to a prompt with as many past events of the user, and with a profile or without. */
    JsonNode predict(Rating rating, String adapter, int history, boolean profile)
            throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode question = body.putArray("predictions")
                .addObject()
                .put("user", rating.user())
                .put("task", "movie-rating")
                .put("adapter", adapter);
        question.putObject("knowledge").put("history", history).put("profile", profile);
        ObjectNode input = question.putObject("input");
        rating.film().input().forEach(input::put);
        HttpResponse<String> response = exchange(HttpRequest.newBuilder(gateway.resolve("/v1/predictions"))
                .header("content-type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body()).path("predictions").path(0);
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(
                exchange(HttpRequest.newBuilder(gateway.resolve(path))).body());
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
