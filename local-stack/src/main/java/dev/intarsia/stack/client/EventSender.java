package dev.intarsia.stack.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intarsia.tasks.movielens.Rating;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sends events and consents to ingest as any product would: over HTTP. */
public final class EventSender {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LINES_PER_REQUEST = 500;

    private final HttpClient http;
    private final URI ingest;

    /** @param ingest root of the ingest service, as in {@code http://127.0.0.1:8081} */
    public EventSender(HttpClient http, URI ingest) {
        this.http = http;
        this.ingest = ingest;
    }

    /** Lets a user share all of their modules. */
    public void consent(String user) throws IOException, InterruptedException {
        exchange(request("/v1/users/" + user + "/consent", "application/json")
                .PUT(BodyPublishers.ofString("{\"granted\":true,\"shareRatio\":1.0}"))
                .build());
    }

    /** Returns when the broker has acknowledged every event. */
    public void send(List<Rating> ratings) throws IOException, InterruptedException {
        for (int i = 0; i < ratings.size(); i += LINES_PER_REQUEST) {
            StringBuilder lines = new StringBuilder();
            for (Rating rating : ratings.subList(i, Math.min(ratings.size(), i + LINES_PER_REQUEST))) {
                lines.append(line(rating)).append('\n');
            }
            exchange(request("/v1/events", "application/x-ndjson")
                    .POST(BodyPublishers.ofString(lines.toString()))
                    .build());
        }
    }

    private static String line(Rating rating) throws JsonProcessingException {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("eventId", rating.id());
        event.put("user", rating.user());
        event.put("time", rating.time().toEpochMilli());
        event.put("task", "movie-rating");
        event.put("input", rating.film().input());
        event.put("output", rating.stars());
        return JSON.writeValueAsString(event);
    }

    private HttpRequest.Builder request(String path, String type) {
        return HttpRequest.newBuilder(ingest.resolve(path)).header("content-type", type);
    }

    private void exchange(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2 || response.statusCode() == 207) {
            throw new IOException("Ingest answered " + response.statusCode() + " to " + request.method() + " "
                    + request.uri() + ": " + response.body());
        }
    }
}
