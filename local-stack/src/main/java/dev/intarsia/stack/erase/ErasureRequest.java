package dev.intarsia.stack.erase;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.stack.client.JsonRequests;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Asks ingest to erase a user or one event, and what has been done since. */
public final class ErasureRequest {
    private final URI ingest;
    private final JsonRequests requests;

    /**
     * @param ingest its root, as in {@code http://127.0.0.1:8090}
     * @throws IllegalArgumentException where it is no such address
     */
    public ErasureRequest(URI ingest) {
        this.requests = new JsonRequests(ingest, "--ingest", "http://127.0.0.1:8090");
        this.ingest = ingest;
    }

    /**
     * The receipt, as {@code DELETE /v1/users/{user}} has it.
     *
     * @throws IOException where ingest does not answer, or refuses
     */
    public JsonNode erase(String user) throws IOException, InterruptedException {
        return ask(
                requests.request("/v1/users/" + JsonRequests.part(user))
                        .DELETE()
                        .build(),
                202);
    }

    /**
     * The receipt, as {@code DELETE /v1/users/{user}/events/{id}} has it.
     *
     * @throws IOException where ingest does not answer, or refuses
     */
    public JsonNode eraseEvent(String user, String eventId) throws IOException, InterruptedException {
        return ask(
                requests.request("/v1/users/" + JsonRequests.part(user) + "/events/" + JsonRequests.part(eventId))
                        .DELETE()
                        .build(),
                202);
    }

    /**
     * What has been done, as {@code GET /v1/erasures/{id}} has it.
     *
     * @throws IOException where ingest does not answer, or knows no such erasure
     */
    public JsonNode progress(String id) throws IOException, InterruptedException {
        return ask(requests.request("/v1/erasures/" + JsonRequests.part(id)).build(), 200);
    }

    private JsonNode ask(HttpRequest request, int good) throws IOException, InterruptedException {
        HttpResponse<String> response = answer(request);
        JsonNode body = JsonRequests.json(response.body());
        if (response.statusCode() == good && body.path("id").isTextual()) {
            return body;
        }
        JsonNode error = body.path("errors").path(0);
        if (error.isMissingNode()) {
            throw new IOException("What answers at " + ingest + " with " + response.statusCode()
                    + " is no ingest; name another with --ingest.");
        }
        throw new IOException("Ingest at " + ingest + " answered " + response.statusCode() + ": "
                + error.path("field").asText() + " " + error.path("problem").asText() + ".");
    }

    private HttpResponse<String> answer(HttpRequest request) throws IOException, InterruptedException {
        try {
            return requests.send(request);
        } catch (IOException e) {
            throw new IOException(
                    "No ingest answers at " + ingest + "; start one with 'intarsia up', or name another with --ingest.",
                    e);
        }
    }
}
