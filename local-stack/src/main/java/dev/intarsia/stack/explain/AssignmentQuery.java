package dev.intarsia.stack.explain;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.stack.client.JsonRequests;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;

/** Asks a gateway for a user's assignment. */
public final class AssignmentQuery {
    private final URI gateway;
    private final JsonRequests requests;

    /**
     * @param gateway its root, as in {@code http://127.0.0.1:8080}
     * @throws IllegalArgumentException where it is no such address
     */
    public AssignmentQuery(URI gateway) {
        this.requests = new JsonRequests(gateway, "--gateway", "http://127.0.0.1:8080");
        this.gateway = gateway;
    }

    /**
     * The assignment as {@code GET /v1/users/{user}/assignment} has it.
     *
     * @throws NoExplanationException where the gateway has none of this user, or cannot say so yet
     * @throws IOException where no gateway answers, or answers something else
     */
    public JsonNode ask(String user) throws IOException, InterruptedException, NoExplanationException {
        String path = "/v1/users/" + JsonRequests.part(user) + "/assignment";
        HttpResponse<String> response = answer(requests.request(path).build());
        JsonNode body = JsonRequests.json(response.body());
        if (response.statusCode() == 200 && body.path("modules").isArray()) {
            return body;
        }
        JsonNode error = body.path("error");
        String message = Lines.printable(error.path("message").asText());
        if (response.statusCode() == 503 && !message.isEmpty()) {
            throw NoExplanationException.notReady(
                    "The gateway at " + gateway + " is not ready: " + message + " Ask again in a moment.");
        }
        if (error.path("code").asText().equals("assignment_not_found")) {
            throw NoExplanationException.none(user + ": " + message);
        }
        if (message.isEmpty() || error.path("code").asText().equals("unknown_route")) {
            throw new IOException("What answers at " + gateway + " with " + response.statusCode()
                    + " is no gateway that explains assignments; name another with --gateway.");
        }
        throw new IOException("The gateway at " + gateway + " answered " + response.statusCode() + ": " + message);
    }

    private HttpResponse<String> answer(HttpRequest request) throws IOException, InterruptedException {
        try {
            return requests.send(request);
        } catch (HttpTimeoutException e) {
            throw new IOException(
                    "What is at " + gateway + " does not answer in time; ask again, or name another with --gateway.",
                    e);
        } catch (IOException e) {
            throw new IOException(
                    "No gateway answers at " + gateway
                            + "; start one with 'intarsia up', or name another with --gateway.",
                    e);
        }
    }
}
