package dev.intarsia.replay.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.intarsia.evaluation.result.Exclusions;
import dev.intarsia.evaluation.result.ReplayRun;
import dev.intarsia.tasks.Tasks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LampAnswersTest {
    @TempDir
    Path folder;

    @Test
    void shouldWriteEachMethodsAnswersApart() throws IOException {
        Path predictions = folder.resolve("predictions.jsonl");
        Files.writeString(predictions, """
                {"method": "base", "user": "7", "event": "dev/310", "time": "2020-01-01T00:00:00Z", "earlier": 1, "answer": "4", "gold": "5"}
                {"method": "oppu+profile", "user": "7", "event": "dev/310", "time": "2020-01-01T00:00:00Z", "earlier": 1, "answer": "5", "gold": "5"}
                {"method": "baseline:user-mean", "user": "7", "event": "train/300", "time": "2020-01-01T00:00:00Z", "earlier": 1, "answer": "3", "gold": "5"}
                """);

        LampAnswers.write(run("lamp-3", predictions), folder);

        assertThat(folder.resolve("base/dev_predictions.json")).exists();
        assertThat(folder.resolve("base/train_predictions.json")).doesNotExist();
        assertThat(folder.resolve("baseline_user-mean/train_predictions.json")).exists();
        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(
                        folder.resolve("oppu+profile/dev_predictions.json").toFile()))
                .isEqualTo(json.readTree("{\"task\": \"LaMP_3\", \"golds\": [{\"id\": \"310\", \"output\": \"5\"}]}"));
    }

    @Test
    void shouldWriteNothingForOtherTasks() throws IOException {
        LampAnswers.write(run("movie-rating", folder.resolve("predictions.jsonl")), folder.resolve("lamp"));

        assertThat(folder).isEmptyDirectory();
    }

    /** Such events were ingested, say, and replayed from the topic. */
    @Test
    void shouldWriteNothingForEventsThatAreNotBenchmarkQuestions() throws IOException {
        Path predictions = folder.resolve("predictions.jsonl");
        Files.writeString(predictions, """
                {"method": "base", "user": "7", "event": "7-310", "time": "2020-01-01T00:00:00Z", "earlier": 1, "answer": "4", "gold": "5"}
                """);

        LampAnswers.write(run("lamp-3", predictions), folder.resolve("lamp"));

        assertThat(folder.resolve("lamp")).doesNotExist();
    }

    private static ReplayRun run(String task, Path predictions) {
        return new ReplayRun(
                "a",
                "b",
                Tasks.bundled().require(task),
                "time-split",
                0,
                "c",
                Map.of(),
                Map.of(),
                Exclusions.NONE,
                0,
                Map.of(),
                predictions);
    }
}
