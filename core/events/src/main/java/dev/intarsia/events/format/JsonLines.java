package dev.intarsia.events.format;

import static java.util.Objects.requireNonNull;

import dev.intarsia.events.parse.EventParser;
import dev.intarsia.events.parse.Problem;
import dev.intarsia.events.parse.Reading;
import dev.intarsia.schemas.avro.BehaviorEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One JSON event a line, as {@link EventParser} reads them, in the file's order; empty lines do not count. */
public final class JsonLines implements EventSource {
    /** The longest line, in bytes; of a longer one this much is kept. */
    public static final int MAX_LINE = 1 << 20;

    private static final String STDIN = "stdin";

    private final String name;
    private final InputStream in;
    private final DoubleSupplier progress;
    private final Function<byte[], Reading<BehaviorEvent>> parser;
    private @Nullable LineReader lines;
    private boolean begun;

    private JsonLines(
            String name, InputStream in, DoubleSupplier progress, Function<byte[], Reading<BehaviorEvent>> parser) {
        this.name = name;
        this.in = in;
        this.progress = progress;
        this.parser = requireNonNull(parser);
    }

    /**
     * A file, unpacked on the way where its name ends in {@code .gz}.
     *
     * @throws UnreadableFileException where it is not there, is no gzip file though its name says so, or is of another
     *     format as a whole
     */
    public static JsonLines open(Path file, EventParser parser) throws IOException {
        return open(file, parser::parse);
    }

    /** The same of lines that are read in another way. */
    static JsonLines open(Path file, Function<byte[], Reading<BehaviorEvent>> parser) throws IOException {
        UnpackedFile text = UnpackedFile.open(file);
        JsonLines source = new JsonLines(text.name(), text, text::progress, parser);
        try {
            source.begin();
            return source;
        } catch (IOException e) {
            text.close();
            throw e;
        }
    }

    /**
     * Lines as they arrive, such as standard input; what is of another format as a whole is refused at the first line.
     * Closing the source closes the stream.
     */
    public static JsonLines of(InputStream in, EventParser parser) {
        return new JsonLines(STDIN, in, () -> -1, parser::parse);
    }

    private LineReader begin() throws IOException {
        FirstBytes first = FirstBytes.of(in, JsonLinesShape::isSettled);
        Optional<String> problem = JsonLinesShape.problem(first.bytes(), first.whole());
        if (problem.isPresent()) {
            throw new UnreadableFileException(name, problem.get());
        }
        LineReader reader = new LineReader(first.again(), MAX_LINE);
        lines = reader;
        return reader;
    }

    @Override
    public @Nullable Entry next() throws IOException {
        LineReader reader = lines == null ? begin() : lines;
        begun = true;
        LineReader.@Nullable Line line = reader.next();
        while (line != null && line.isBlank()) {
            line = reader.next();
        }
        return line == null ? null : entry(line);
    }

    private Entry entry(LineReader.Line line) {
        if (line.tooLong()) {
            Problem problem = new Problem(Problem.BODY, "has more than " + MAX_LINE + " bytes; send smaller events");
            return new Entry.Unreadable(name, line.number(), line.bytes(), List.of(problem));
        }
        Reading<BehaviorEvent> reading = parser.apply(line.bytes());
        return reading instanceof Reading.Valid<BehaviorEvent> valid
                ? new Entry.Event(valid.value())
                : new Entry.Unreadable(
                        name, line.number(), line.bytes(), ((Reading.Invalid<BehaviorEvent>) reading).problems());
    }

    @Override
    public double progress() {
        // Of a small file the first look has read all.
        return begun ? progress.getAsDouble() : Math.min(0, progress.getAsDouble());
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
