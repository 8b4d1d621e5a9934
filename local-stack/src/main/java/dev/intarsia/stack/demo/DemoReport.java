package dev.intarsia.stack.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.evaluation.report.Reports;
import dev.intarsia.evaluation.result.Exclusions;
import dev.intarsia.evaluation.result.LiveRun;
import dev.intarsia.evaluation.result.ReplayRun;
import dev.intarsia.oppu.update.UpdateSchedule;
import dev.intarsia.pieces.digest.Sha256;
import dev.intarsia.stack.report.ServiceFigures;
import dev.intarsia.stack.report.ServicePage;
import dev.intarsia.tasks.Task;
import dev.intarsia.tasks.movielens.MovieLens;
import dev.intarsia.tasks.movielens.Rating;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the demo says of itself, for the report that replays have too.
 *
 * @param played the settings, with as many events as were played
 * @param schedule when updates of a user fall due
 */
record DemoReport(Task task, String baseModel, DemoUsers users, DemoSettings played, UpdateSchedule schedule) {
    private static final long SEED = 1;

    /**
     * Writes the predictions, {@code report.json} and {@code report.html}.
     *
     * @param directory made where it is missing
     * @return what {@code report.json} holds
     */
    JsonNode write(MovieLens stream, Scoreboard scoreboard, ServiceFigures services, Path directory)
            throws IOException {
        Files.createDirectories(directory);
        Path predictions = directory.resolve("predictions.jsonl");
        Path sampled = directory.resolve("sampled.jsonl");
        scoreboard.write(predictions, sampled);
        ReplayRun run = new ReplayRun(
                "MovieLens latest-small (2016)",
                digest(stream),
                task,
                "prequential; scored on each target user's last fifth",
                SEED,
                baseModel,
                described(),
                Map.of(
                        "targets",
                        users.targets().size(),
                        "sharers",
                        users.sharers().size()),
                Exclusions.NONE,
                0,
                Map.of(),
                predictions);
        return Reports.write(
                run,
                new LiveRun(sampled, services, ServicePage.tiles(services), ServicePage.sections(services)),
                directory);
    }

    private static String digest(MovieLens stream) {
        Sha256 digest = new Sha256();
        for (Rating rating : stream.ratings()) {
            digest.text(rating.id()).text(rating.film().name());
        }
        return digest.hex();
    }

    private Map<String, String> described() {
        Map<String, String> described = new LinkedHashMap<>();
        described.put("target users", played.targets() + ", the most active; unknown to the base model");
        described.put("events of each", "the latest " + played.targetEvents() + ", the last fifth of them scored");
        described.put(
                "sharers",
                played.sharers() + ", the most active of the population; " + played.sharerEvents()
                        + " events each, streamed first");
        described.put("order", "every user's own order of time, all users side by side");
        described.put("prediction", "median of the answer distribution, from the gateway, before the event was sent");
        described.put(
                "baselines", "know the population's ratings and all streamed events before; rounded to half stars");
        described.put("own adapter", "an update " + schedule + " of a user");
        return described;
    }
}
