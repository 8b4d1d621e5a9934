package dev.intarsia.evaluation.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.evaluation.bootstrap.Resamples;
import dev.intarsia.evaluation.result.LiveRun;
import dev.intarsia.evaluation.result.ReplayRun;
import dev.intarsia.evaluation.statistics.Answers;
import dev.intarsia.evaluation.statistics.AnswersReader;
import dev.intarsia.evaluation.statistics.ReplayStatistics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        Answers answers = answers(run, run.predictions());
        ReplayStatistics statistics = ReplayStatistics.of(answers, run.task(), resamples);
        return write(Report.of(run, statistics, resamples, place(run.predictions(), directory), null), directory)
                .path("headline")
                .asText();
    }

    /**
     * Judges the answers of running services in the same way.
     *
     * @return what {@code report.json} holds
     */
    public static JsonNode write(ReplayRun run, LiveRun live, Path directory) throws IOException {
        Resamples resamples = Resamples.standard(run.seed());
        ReplayStatistics statistics = ReplayStatistics.of(
                answers(run, run.predictions()),
                answers(run, run.predictions(), live.sampled()),
                run.task(),
                resamples);
        Report.Live added =
                new Report.Live(place(live.sampled(), directory), live.figures(), live.tiles(), live.sections());
        return write(Report.of(run, statistics, resamples, place(run.predictions(), directory), added), directory);
    }

    private static Answers answers(ReplayRun run, Path... files) throws IOException {
        return AnswersReader.read(
                List.of(files), run.task().answer(), run.costs().keySet());
    }

    private static JsonNode write(Report report, Path directory) throws IOException {
        Files.createDirectories(directory);
        JsonNode json = ReportJson.of(report);
        Files.writeString(directory.resolve("report.json"), ReportJson.text(json));
        Files.writeString(directory.resolve("report.html"), page(json));
        return json;
    }

    private static String page(JsonNode report) throws IOException {
        return Page.of(
                "report",
                Map.of(
                        "title",
                        report.at("/dataset/name").asText() + ": what personalization "
                                + (report.has("live") ? "gave" : "would have given"),
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
