package dev.intarsia.replay.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.tasks.Tasks;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesSourceTest {
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-06-01T00:00:00Z"), ZoneOffset.UTC);
    private static final String LATER = """
            {"user":"b","time":"2026-01-31T12:00:01Z","task":"movie-rating","input":{"title":"Heat"},"output":"4.5"}
            """;
    private static final String EARLIER = """
            {"eventId":"e","user":"a","time":"2026-01-31T13:00:00+01:00","task":"movie-rating","input":{"title":"Ronin"},"output":"3.0"}
            """;
    private static final String OTHER = """
            {"user":"a","time":1780000000000,"task":"next-movie","input":{"liked":"Heat (1995)"},"output":"Ronin (1998)"}
            """;

    private final Sources sources = new Sources(Tasks.bundled(), NOW);

    @TempDir
    Path folder;

    @Test
    void shouldReadIngestsEventsInOrderOfTime() throws IOException {
        Recording recording = read(LATER + "\n" + EARLIER + EARLIER, Optional.empty());

        assertThat(recording.name()).isEqualTo("events.jsonl");
        assertThat(recording.events()).extracting(RecordedEvent::user).containsExactly("a", "b");
        assertThat(recording.events().get(0))
                .isEqualTo(new RecordedEvent(
                        "e",
                        "a",
                        Instant.parse("2026-01-31T12:00:00Z"),
                        "movie-rating",
                        Map.of("title", "Ronin"),
                        "3.0"));
        assertThat(recording.events().get(1).id()).matches("[0-9a-f]{64}");
        assertThat(recording.excluded().counts()).isEqualTo(Map.of("event recorded before", 1L));
    }

    @Test
    void shouldCountLinesThatAreNotEvents() throws IOException {
        Recording recording = read("no\n" + LATER + LATER.replace("4.5", "9"), Optional.empty());

        assertThat(recording.events()).hasSize(1);
        assertThat(recording.excluded().counts()).isEqualTo(Map.of("unreadable line of events.jsonl", 2L));
    }

    @Test
    void shouldKeepToOneTask() throws IOException {
        assertThatThrownBy(() -> read(LATER + OTHER, Optional.empty()))
                .isInstanceOf(UnusableSourceException.class)
                .hasMessageContaining("movie-rating and next-movie", "--task");

        Recording recording = read(LATER + OTHER, Optional.of("next-movie"));

        assertThat(recording.task()).isEqualTo("next-movie");
        assertThat(recording.events()).hasSize(1);
        assertThat(recording.excluded().counts()).isEqualTo(Map.of("event of another task", 1L));
    }

    @Test
    void shouldTellAnotherEventUnderAnIdFromTheSameEventAgain() throws IOException {
        Recording recording = read(EARLIER + EARLIER + EARLIER.replace("3.0", "4.0"), Optional.empty());

        assertThat(recording.events()).hasSize(1);
        assertThat(recording.excluded().counts())
                .isEqualTo(Map.of("event recorded before", 1L, "other event under an id recorded before", 1L));
    }

    @Test
    void shouldKeepTheOrderOfTheFileWithinOneMomentAndCountWhatSharesIt() throws IOException {
        String third = LATER.replace("4.5", "1.0");

        Recording recording = read(LATER + third + EARLIER + LATER.replace("4.5", "3.5"), Optional.empty());

        assertThat(recording.events()).extracting(RecordedEvent::output).containsExactly("3.0", "4.5", "1.0", "3.5");
        assertThat(recording.ties()).isEqualTo(2);
    }

    @Test
    void shouldStopWhereNoLineIsAnEventWithTheFirstAndTheReason() {
        assertThatThrownBy(() -> read(LATER.replace("\"2026-01-31T12:00:01Z\"", "1769860801"), Optional.empty()))
                .hasMessageStartingWith(
                        "events.jsonl has no event: none of its 1 lines is one. Line 1: time is 1769860801,"
                                + " which looks like seconds");
    }

    @Test
    void shouldReadACompressedFileAsTheSameRecording() throws IOException {
        Path packed = folder.resolve("events.jsonl.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write((EARLIER + LATER).getBytes(StandardCharsets.UTF_8));
        }

        assertThat(sources.read(new SourceSpec.JsonLines(packed, Optional.empty()), ReadingListener.NONE)
                        .digest())
                .isEqualTo(read(LATER + EARLIER, Optional.empty()).digest());
    }

    private Recording read(String lines, Optional<String> task) throws IOException {
        Path file = folder.resolve("events.jsonl");
        Files.writeString(file, lines);
        return sources.read(new SourceSpec.JsonLines(file, task), ReadingListener.NONE);
    }
}
