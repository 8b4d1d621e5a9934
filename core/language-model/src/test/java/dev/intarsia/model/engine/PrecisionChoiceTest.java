package dev.intarsia.model.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrecisionChoiceTest {
    private static Precision load(Path directory) throws IOException {
        EngineOptions options =
                EngineOptions.defaults().withPrecision(Precision.AUTO).withMeasurements(directory);
        try (LanguageModel model = Golden.of("llama").load(options)) {
            return model.options().precision();
        }
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    @Test
    void shouldKeepItsChoiceForThisModelAndProcessor(@TempDir Path parent) throws IOException {
        Path directory = parent.resolve("measurements");

        Precision chosen = load(directory);

        assertThat(files(directory)).singleElement().satisfies(file -> {
            assertThat(file.getFileName().toString())
                    .startsWith("precision-" + Golden.of("llama").fingerprint().substring(0, 12) + "-");
            assertThat(Files.readString(file)).isEqualTo(chosen + "\n");
        });
        assertThat(load(directory)).isEqualTo(chosen);
    }

    @Test
    void shouldKeepToTheChoiceOfAnEarlierStartWhateverAMeasurementWouldSay(@TempDir Path directory) throws IOException {
        load(directory);
        Path file = files(directory).get(0);
        for (Precision precision : List.of(Precision.BF16, Precision.FP32)) {
            Files.writeString(file, precision + "\n");
            assertThat(load(directory)).isEqualTo(precision);
        }
    }

    @Test
    void shouldMeasureAnewWhereTheFileSaysNeither(@TempDir Path directory) throws IOException {
        load(directory);
        Path file = files(directory).get(0);
        Files.writeString(file, "AUTO");

        Precision chosen = load(directory);

        assertThat(Files.readString(file)).isEqualTo(chosen + "\n");
    }

    @Test
    void shouldMeasureAndKeepNothingWithoutADirectory() throws IOException {
        EngineOptions options = EngineOptions.defaults().withPrecision(Precision.AUTO);
        try (LanguageModel model = Golden.of("qwen2").load(options)) {
            assertThat(model.options().precision()).isIn(Precision.FP32, Precision.BF16);
        }
    }
}
