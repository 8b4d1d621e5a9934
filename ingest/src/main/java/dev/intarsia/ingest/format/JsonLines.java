package dev.intarsia.ingest.format;

import static java.util.Objects.requireNonNull;

import dev.intarsia.ingest.event.EventParser;
import dev.intarsia.ingest.event.Problem;
import dev.intarsia.ingest.event.Reading;
import dev.intarsia.schemas.avro.BehaviorEvent;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** One JSON event a line, as {@link EventParser} reads them, in the file's order; empty lines do not count. */
public final class JsonLines implements EventSource {
    /** The longest line, in bytes; of a longer one this much is kept. */
    public static final int MAX_LINE = 1 << 20;

    private static final String STDIN = "stdin";

    private final String name;
    private final CountingInput counted;
    private final long size;
    private final LineReader lines;
    private final EventParser parser;

    private JsonLines(String name, CountingInput counted, InputStream text, long size, EventParser parser) {
        this.name = name;
        this.counted = counted;
        this.size = size;
        this.lines = new LineReader(text, MAX_LINE);
        this.parser = requireNonNull(parser);
    }

    /** A file, unpacked on the way where its name ends in {@code .gz}. */
    public static JsonLines open(Path file, EventParser parser) throws IOException {
        CountingInput counted = new CountingInput(Files.newInputStream(file));
        try {
            boolean packed = file.toString().endsWith(".gz");
            InputStream text = packed ? new GZIPInputStream(counted, 1 << 16) : counted;
            return new JsonLines(file.getFileName().toString(), counted, text, Files.size(file), parser);
        } catch (IOException e) {
            counted.close();
            throw new UnreadableFileException(file.toString(), "is not a gzip file; rename it or pack it again", e);
        }
    }

    /** Lines as they arrive, such as standard input; closing the source closes the stream. */
    public static JsonLines of(InputStream in, EventParser parser) {
        CountingInput counted = new CountingInput(in);
        return new JsonLines(STDIN, counted, counted, -1, parser);
    }

    @Override
    public @Nullable Entry next() throws IOException {
        try {
            LineReader.Line line = lines.next();
            while (line != null && line.isBlank()) {
                line = lines.next();
            }
            return line == null ? null : entry(line);
        } catch (EOFException | ZipException e) {
            throw new UnreadableFileException(name, "is a damaged gzip file; fetch it again", e);
        }
    }

    private Entry entry(LineReader.Line line) {
        if (line.tooLong()) {
            Problem problem = new Problem(Problem.BODY, "has more than " + MAX_LINE + " bytes; send smaller events");
            return new Entry.Unreadable(name, line.number(), line.bytes(), List.of(problem));
        }
        Reading<BehaviorEvent> reading = parser.parse(line.bytes());
        return reading instanceof Reading.Valid<BehaviorEvent> valid
                ? new Entry.Event(valid.value())
                : new Entry.Unreadable(
                        name, line.number(), line.bytes(), ((Reading.Invalid<BehaviorEvent>) reading).problems());
    }

    @Override
    public double progress() {
        return size < 0 ? -1 : size == 0 ? 1 : (double) counted.count() / size;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
