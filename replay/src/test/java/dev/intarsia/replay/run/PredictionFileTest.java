package dev.intarsia.replay.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionFileTest {
    @TempDir
    Path folder;

    @Test
    void shouldTruncateWhatCameAfterTheCheckpoint() throws IOException {
        Path file = Files.writeString(folder.resolve("p"), "one\ntw");

        try (PredictionFile predictions = new PredictionFile(file, 4)) {
            assertThat(predictions.safe()).isEqualTo(4);
        }

        assertThat(file).hasContent("one\n");
    }

    @Test
    void shouldBeWrittenByOneReplayAtATime() throws IOException {
        Path file = folder.resolve("p");

        try (PredictionFile first = new PredictionFile(file, 0)) {
            assertThatThrownBy(() -> new PredictionFile(file, 0)).hasMessageContaining("Another replay is writing");
            assertThat(first.safe()).isZero();
        }

        new PredictionFile(file, 0).close();
    }

    @Test
    void shouldNotResumeWhereSomethingIsMissing() throws IOException {
        Path file = Files.writeString(folder.resolve("p"), "one\n");

        assertThatThrownBy(() -> new PredictionFile(file, 5)).hasMessageContaining("is shorter than");
    }
}
