package dev.intarsia.replay.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceOptionsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "ratings.csv.gz, MovieLens",
        "u.data, MovieLens",
        "commits.jsonl.gz, Commits",
        "dev_questions.json, Lamp",
    })
    void shouldDetectAFoldersFormatFromItsFiles(String file, String kind) throws IOException {
        Files.createFile(folder.resolve(file));

        assertThat(SourceOptions.of(folder.toString()).spec(NOW).getClass().getSimpleName())
                .isEqualTo(kind);
    }

    @Test
    void shouldTakeAFileForJsonLinesAndKafkaForTheTopic() throws IOException {
        Path file = Files.createFile(folder.resolve("events.jsonl.gz"));

        assertThat(SourceOptions.of(file.toString()).withTask("mood").spec(NOW))
                .isEqualTo(new SourceSpec.JsonLines(file, Optional.of("mood")));
        assertThat(SourceOptions.of("kafka").spec(NOW))
                .isEqualTo(new SourceSpec.Kafka(
                        "localhost:9092", "http://localhost:8081", "", Optional.empty(), TopicRange.ALL));
    }

    @Test
    void shouldNameTheSourceWithoutAKnownFormat() {
        assertThatThrownBy(() -> SourceOptions.of(folder.toString()).spec(NOW))
                .isInstanceOf(UnusableSourceException.class)
                .hasMessageContaining("neither ratings.csv or u.data");
        assertThatThrownBy(
                        () -> SourceOptions.of(folder.resolve("no").toString()).spec(NOW))
                .isInstanceOf(UnusableSourceException.class)
                .hasMessageContaining("There is no file or folder");
    }

    @Test
    void shouldAskForTheFolderOfALampFile() throws IOException {
        Path file = Files.createFile(folder.resolve("dev_questions.json"));

        assertThatThrownBy(() -> SourceOptions.of(file.toString()).spec(NOW))
                .isInstanceOf(UnusableSourceException.class)
                .hasMessageEndingWith("dev_questions.json is one file of LaMP; give the folder that holds it.");
    }

    @Test
    void shouldRefuseOptionsThatDoNotSuitTheFormat() {
        SourceOptions plain = SourceOptions.of(folder.toString());

        assertThatThrownBy(() -> plain.withFormat("csv").spec(NOW))
                .hasMessageContaining("'csv' is no format; use one of movielens, commits, jsonl, lamp, kafka");
        assertThatThrownBy(() -> plain.withFormat("lamp").withTask("lamp-3").spec(NOW))
                .hasMessageContaining("leave --task lamp-3 out");
        SourceOptions split = new SourceOptions(
                plain.data(), Optional.of("jsonl"), Optional.empty(), Set.of("dev"), "earliest", "latest", "", "", "");
        assertThatThrownBy(() -> split.spec(NOW)).hasMessageContaining("Only LaMP has the splits [dev]");
    }

    @ParameterizedTest
    @CsvSource({
        "last=30d, 2026-01-30T12:00:00Z",
        "last=90m, 2026-03-01T10:30:00Z",
        "2026-01-31, 2026-01-31T00:00:00Z",
        "2026-01-31T12:00:00+02:00, 2026-01-31T10:00:00Z"
    })
    void shouldReadWhereARangeBegins(String from, Instant begin) {
        assertThat(TopicRange.parse(from, "latest", NOW))
                .isEqualTo(new TopicRange(Optional.of(begin), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "last=30", "last=-1d", "2026-02-30", "2026-01-31T12:00:00", "latest", ""})
    void shouldRefuseWhatIsNotATime(String from) {
        assertThatThrownBy(() -> TopicRange.parse(from, "latest", NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no moment");
    }

    @Test
    void shouldRefuseAnEmptyRange() {
        assertThatThrownBy(() -> TopicRange.parse("2026-01-31", "2026-01-31", NOW))
                .hasMessageContaining("let it end after it begins");
    }
}
