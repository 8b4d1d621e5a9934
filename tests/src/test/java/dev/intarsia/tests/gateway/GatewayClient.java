package dev.intarsia.tests.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Asks one gateway. */
final class GatewayClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;

    GatewayClient(int port) {
        this.port = port;
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(uri(path)).build());
    }

    HttpResponse<String> post(String path, String body) {
        return send(HttpRequest.newBuilder(uri(path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /** What the user is answered with. */
    JsonNode adapter(String user) {
        return json(get("/v1/users/" + user + "/adapter"));
    }

    /** Kind and version of what the user is answered with, as {@code own 3}. */
    String served(String user) {
        JsonNode served = adapter(user).path("served");
        return served.path("kind").asText() + " " + served.path("version").asText();
    }

    JsonNode status() {
        return json(get("/v1/status"));
    }

    static JsonNode json(HttpResponse<String> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new AssertionError("No JSON: " + response.body(), e);
        }
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError(request + " failed.", e);
        } catch (InterruptedException e) {
            throw new AssertionError("Interrupted.", e);
        }
    }
}
