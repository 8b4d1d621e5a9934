package dev.intarsia.stack.bench;

import dev.intarsia.stack.services.LocalStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the trainer of a running stack has counted.
 *
 * @param text as Prometheus reads it
 */
record TrainerMeters(String text) {
    private static final Pattern ROWS =
            Pattern.compile("^intarsia_trainer_rows_total\\{[^}]*} (\\S+)$", Pattern.MULTILINE);

    static TrainerMeters read(HttpClient http, LocalStack stack) throws IOException, InterruptedException {
        URI management = Objects.requireNonNull(stack.managementUrls().get("trainer-consumer"));
        return new TrainerMeters(
                http.send(HttpRequest.newBuilder(management.resolve("/metrics")).build(), BodyHandlers.ofString())
                        .body());
    }

    /** How many examples adapters of all kinds were trained on. */
    double rows() {
        Matcher found = ROWS.matcher(text);
        double rows = 0;
        while (found.find()) {
            rows += Double.parseDouble(found.group(1));
        }
        return rows;
    }
}
