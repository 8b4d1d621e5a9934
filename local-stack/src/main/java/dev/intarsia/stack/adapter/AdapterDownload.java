package dev.intarsia.stack.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.stack.client.JsonRequests;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Asks a gateway for a user's adapter, and makes a folder of it. */
public final class AdapterDownload {
    private static final Set<String> FILES = Set.of("README.md", "adapter_config.json", "adapter_model.safetensors");

    private final URI gateway;
    private final JsonRequests requests;

    /**
     * @param gateway its root, as in {@code http://127.0.0.1:8080}
     * @throws IllegalArgumentException where it is no such address
     */
    public AdapterDownload(URI gateway) {
        this.requests = new JsonRequests(gateway, "--gateway", "http://127.0.0.1:8080");
        this.gateway = gateway;
    }

    /**
     * Writes the adapter's files to a folder that is new or empty. Only the files of an adapter are written, whatever the
     * archive holds.
     *
     * @param adapter auto, own, residual or assembled
     * @return what the adapter is, as {@code own; user=ada; version=3; digest=0f3c5a91b2d4}
     * @throws IllegalArgumentException where the folder holds something
     * @throws IOException where no gateway answers, or it has no such adapter, saying why
     */
    public String to(Path folder, String user, String adapter) throws IOException, InterruptedException {
        requireEmpty(folder);
        String path = "/v1/users/" + JsonRequests.part(user) + "/adapter/export?adapter=" + JsonRequests.part(adapter);
        HttpResponse<InputStream> response;
        try {
            response = requests.open(requests.request(path).build());
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
        try (InputStream body = response.body()) {
            String type = response.headers().firstValue("content-type").orElse("");
            if (response.statusCode() != 200 || !type.startsWith("application/zip")) {
                throw refused(response.statusCode(), new String(body.readAllBytes(), UTF_8));
            }
            unpack(body, folder);
        }
        return response.headers().firstValue("x-intarsia-adapter").orElse(user);
    }

    private static void requireEmpty(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> inside = Files.list(folder)) {
            if (inside.findAny().isPresent()) {
                throw new IllegalArgumentException(folder + " is not empty; name a new folder, or empty this one.");
            }
        }
    }

    private IOException refused(int status, String body) {
        JsonNode error = JsonRequests.json(body).path("error");
        String message = error.path("message").asText();
        return message.isEmpty() || error.path("code").asText().equals("unknown_route")
                ? new IOException("What answers at " + gateway + " with " + status
                        + " is no gateway that exports adapters; name another with --gateway.")
                : new IOException("The gateway at " + gateway + " answered " + status + ": " + message);
    }

    private void unpack(InputStream archive, Path folder) throws IOException {
        Files.createDirectories(folder);
        Set<String> missing = new HashSet<>(FILES);
        try (ZipInputStream zip = new ZipInputStream(archive, UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (missing.remove(entry.getName())) {
                    Files.copy(zip, folder.resolve(entry.getName()));
                }
            }
        }
        if (!missing.isEmpty()) {
            throw new IOException("The archive from " + gateway + " lacks " + String.join(", ", missing)
                    + "; it was cut off. Delete " + folder + " and export again.");
        }
    }
}
