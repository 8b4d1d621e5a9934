package dev.intarsia.evaluation.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.evaluation.bootstrap.Resamples;
import dev.intarsia.evaluation.result.ReplayRun;
import dev.intarsia.evaluation.statistics.Answers;
import dev.intarsia.evaluation.statistics.AnswersReader;
import dev.intarsia.evaluation.statistics.ReplayStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Writes what a replay found: {@code report.json} and {@code report.html}. */
public final class Reports {
    /** Of the reports that this version writes and reads. */
    public static final int SCHEMA_VERSION = Report.SCHEMA_VERSION;

    private Reports() {}

    /**
     * Judges a run with ten thousand resamples of its users, drawn by the run's seed, and writes both files, replacing
     * older ones.
     *
     * @param directory made where it is missing
     * @return the headline
     * @throws IllegalArgumentException where the predictions cannot be used; the message says which
     */
    public static String write(ReplayRun run, Path directory) throws IOException {
        return write(run, directory, Resamples.standard(run.seed()));
    }

    /** The same with other resamples. */
    public static String write(ReplayRun run, Path directory, Resamples resamples) throws IOException {
        Answers answers = AnswersReader.read(
                run.predictions(), run.task().answer(), run.costs().keySet());
        ReplayStatistics statistics = ReplayStatistics.of(answers, run.task(), resamples);
        Report report = Report.of(run, statistics, resamples, place(run.predictions(), directory));
        Files.createDirectories(directory);
        JsonNode json = ReportJson.of(report);
        Files.writeString(directory.resolve("report.json"), ReportJson.text(json));
        Files.writeString(directory.resolve("report.html"), page((ObjectNode) json));
        return report.headline();
    }

    private static String page(ObjectNode report) throws IOException {
        return Page.of(
                "report",
                Map.of(
                        "title",
                        report.path("dataset").path("name").asText() + ": what personalization would have given",
                        "headline",
                        unbroken(report.path("headline").asText()),
                        "noscript",
                        "The charts and tables of this page need JavaScript; report.json beside it holds the same"
                                + " figures."),
                report.toString());
    }

    /** A percent sign stays with its number. */
    private static String unbroken(String text) {
        return text.replace(" %", "\u00a0%");
    }

    /** Beside the report as a name, so that the folder can be moved; elsewhere as a path from it. */
    private static String place(Path predictions, Path directory) {
        Path from = directory.toAbsolutePath().normalize();
        return from.relativize(predictions.toAbsolutePath().normalize())
                .toString()
                .replace('\\', '/');
    }
}
