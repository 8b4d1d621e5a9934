package dev.intarsia.events.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.intarsia.events.parse.EventLimits;
import dev.intarsia.events.parse.EventParser;
import dev.intarsia.events.parse.EventRules;
import dev.intarsia.tasks.Tasks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesTest {
    private static final String EVENT =
            "{\"user\":\"u1\",\"time\":1600000000000,\"task\":\"next-movie\",\"input\":{\"liked\":\"A\"},\"output\":\"B\"}";

    private final EventParser parser =
            new EventParser(new EventRules(Tasks.bundled(), EventLimits.standard(), Clock.systemUTC()));

    @TempDir
    Path directory;

    @Test
    void shouldReadLinesWithEitherLineEndAndWithNone() throws IOException {
        List<Entry> entries = all("\n" + EVENT + "\r\n   \n" + EVENT + "\n" + EVENT);

        assertThat(entries).hasSize(3).allSatisfy(entry -> assertThat(entry).isInstanceOf(Entry.Event.class));
    }

    @Test
    void shouldKeepAnUnreadableLineWithItsNumber() throws IOException {
        List<Entry> entries = all(EVENT + "\n\n{\"user\":1}\n" + EVENT);

        assertThat(entries.get(1)).isInstanceOfSatisfying(Entry.Unreadable.class, bad -> {
            assertThat(bad.source()).isEqualTo("stdin");
            assertThat(bad.line()).isEqualTo(3);
            assertThat(bad.bytes()).isEqualTo("{\"user\":1}".getBytes(UTF_8));
            assertThat(bad.cause()).contains("user is a number");
        });
        assertThat(entries.get(2)).isInstanceOf(Entry.Event.class);
    }

    @Test
    void shouldKeepTheBeginningOfALineWithoutAnEnd() throws IOException {
        byte[] endless = new byte[JsonLines.MAX_LINE + 10];
        Arrays.fill(endless, (byte) 'x');
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(endless);
        bytes.write(("\n" + EVENT).getBytes(UTF_8));

        List<Entry> entries = all(JsonLines.of(new ByteArrayInputStream(bytes.toByteArray()), parser));

        assertThat(entries.get(0)).isInstanceOfSatisfying(Entry.Unreadable.class, bad -> {
            assertThat(bad.bytes()).hasSize(JsonLines.MAX_LINE);
            assertThat(bad.cause()).contains("more than 1048576 bytes");
        });
        assertThat(entries.get(1)).isInstanceOf(Entry.Event.class);
    }

    @Test
    void shouldUnpackGzipAndKnowItsProgress() throws IOException {
        Path file = directory.resolve("events.jsonl.gz");
        pack(file, (EVENT + "\n").repeat(3));

        try (JsonLines source = JsonLines.open(file, parser)) {
            assertThat(source.progress()).isLessThan(1);
            assertThat(all(source)).hasSize(3);
            assertThat(source.progress()).isEqualTo(1);
        }
    }

    @Test
    void shouldSayThatAGzipFileIsDamaged() throws IOException {
        Path file = directory.resolve("events.jsonl.gz");
        pack(file, (EVENT + "\n").repeat(1000));
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 20));

        assertThatThrownBy(() -> all(JsonLines.open(file, parser)))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("events.jsonl.gz is a damaged gzip file");
    }

    @Test
    void shouldRefuseAFileThatIsNotGzip() throws IOException {
        Path file = directory.resolve("events.jsonl.gz");
        Files.writeString(file, EVENT);

        assertThatThrownBy(() -> JsonLines.open(file, parser))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("is not a gzip file");
    }

    private static void pack(Path file, String text) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(UTF_8));
        }
    }

    private List<Entry> all(String text) throws IOException {
        return all(JsonLines.of(new ByteArrayInputStream(text.getBytes(UTF_8)), parser));
    }

    static List<Entry> all(EventSource source) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (Entry entry = source.next(); entry != null; entry = source.next()) {
            entries.add(entry);
        }
        return entries;
    }
}
