package dev.intarsia.tests.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** What applications send to ingest. */
record IngestClient(int port, HttpClient client) {
    IngestClient(int port) {
        this(port, HttpClient.newHttpClient());
    }

    HttpResponse<String> post(String type, String body) {
        return send(request("/v1/events").header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> putConsent(String user, String body) {
        return send(request("/v1/users/" + user + "/consent")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> delete(String user) {
        return send(request("/v1/users/" + user).DELETE());
    }

    HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
