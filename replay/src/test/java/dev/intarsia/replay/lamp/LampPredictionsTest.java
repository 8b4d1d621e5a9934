package dev.intarsia.replay.lamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LampPredictionsTest {
    @TempDir
    Path folder;

    @Test
    void shouldWriteAFileForEachSplitAsTheBenchmarkReadsIt() throws IOException {
        Map<LampId, String> answers = new LinkedHashMap<>();
        answers.put(LampId.parse("dev/310"), "4");
        answers.put(LampId.parse("train/300"), "2 \"or\" 3\n");
        answers.put(LampId.parse("dev/311"), "é");

        List<Path> files = LampPredictions.write(folder.resolve("new"), LampTask.ofTaskFile("lamp-3"), answers);

        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .containsExactly("dev_predictions.json", "train_predictions.json");
        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(files.get(0).toFile())).isEqualTo(json.readTree("""
                        {"task": "LaMP_3", "golds": [{"id": "310", "output": "4"}, {"id": "311", "output": "é"}]}"""));
        assertThat(json.readTree(files.get(1).toFile()))
                .isEqualTo(json.readTree(
                        "{\"task\": \"LaMP_3\", \"golds\": [{\"id\": \"300\", \"output\": \"2 \\\"or\\\" 3\\n\"}]}"));
    }

    /** Predictions and true answers have one form, so that a file of the one reads as the other. */
    @Test
    void shouldWriteAFileThatReadsBackAsOutputs() throws IOException {
        Path file = LampPredictions.write(folder, LampTask.LAMP_2M, Map.of(new LampId("all", "a/b"), "sci-fi"))
                .get(0);

        assertThat(file.getFileName()).hasToString("predictions.json");
        assertThat(LampOutputs.read(file)).isEqualTo(new LampOutputs("LaMP_2", Map.of("a/b", "sci-fi"), 0));
    }

    @Test
    void shouldNameEveryTask() {
        for (LampTask task : LampTask.values()) {
            assertThat(LampTask.ofTaskFile(task.taskFile())).isEqualTo(task);
        }
        assertThatThrownBy(() -> LampTask.ofTaskFile("lamp-6")).hasMessageContaining("use one of lamp-1, lamp-2n");
    }

    @Test
    void shouldReadBackItsQuestions() {
        LampId id = new LampId("dev", "a/b");

        assertThat(LampId.parse(id.toString())).isEqualTo(id);
        assertThatThrownBy(() -> LampId.parse("310")).hasMessageContaining("as in dev/310");
    }
}
