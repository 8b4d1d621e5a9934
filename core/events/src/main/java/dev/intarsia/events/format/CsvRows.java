package dev.intarsia.events.format;

import dev.intarsia.events.parse.Problem;
import dev.intarsia.events.parse.Reading;
import dev.intarsia.events.parse.Utf8;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table with commas between its columns, in UTF-8 and under a header; a quoted column may go over several
 * lines. Blank lines are no rows.
 */
final class CsvRows {
    private static final int MAX_ROW = 1 << 16;
    private static final CSVFormat FORMAT = CSVFormat.RFC4180;

    private final String name;
    private final LineReader lines;
    private final List<String> header;

    /**
     * Begins behind the header.
     *
     * @throws UnreadableFileException where the file is empty, begins with another header, or is no table at all
     */
    CsvRows(String name, InputStream in, List<List<String>> headers) throws IOException {
        this.name = name;
        this.lines = new LineReader(PlainText.of(name, in), MAX_ROW);
        this.header = header(headers);
    }

    /**
     * A row.
     *
     * @param line that it begins on, from 1
     * @param bytes as they are in the file, lines parted by a line feed
     * @param columns empty where it cannot be read
     * @param problem why it cannot be read; null where it can
     */
    record Row(
            long line,
            byte[] bytes,
            List<String> columns,
            @Nullable String problem) {
        Row {
            columns = List.copyOf(columns);
        }
    }

    List<String> header() {
        return header;
    }

    private List<String> header(List<List<String>> headers) throws IOException {
        @Nullable Row row = next();
        String text = row == null ? "" : text(row);
        if (text.isBlank()) {
            throw new UnreadableFileException(name, CsvHeader.none(headers));
        }
        List<String> columns = row == null || row.problem != null ? List.of(text) : row.columns;
        if (!headers.contains(columns)) {
            throw new UnreadableFileException(name, CsvHeader.problem(text, columns, headers));
        }
        return columns;
    }

    private String text(Row row) throws UnreadableFileException {
        Reading<String> decoded = Utf8.decode(row.bytes);
        if (decoded instanceof Reading.Valid<String> valid) {
            return valid.value();
        }
        Problem problem = ((Reading.Invalid<String>) decoded).problems().get(0);
        throw new UnreadableFileException(name, "is not CSV in UTF-8: line " + row.line + " " + problem.problem());
    }

    /**
     * The next row; null at the end.
     *
     * @throws UnreadableFileException where it is not UTF-8, or a quote is never closed
     */
    @Nullable
    Row next() throws IOException {
        LineReader.@Nullable Line line = lines.next();
        while (line != null && line.isBlank()) {
            line = lines.next();
        }
        return line == null ? null : row(line);
    }

    private Row row(LineReader.Line first) throws IOException {
        byte[] bytes = first.bytes();
        boolean tooLong = first.tooLong();
        if (isOpen(bytes)) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(bytes);
            for (boolean open = true; open && !tooLong; ) {
                LineReader.@Nullable Line more = lines.next();
                if (more == null) {
                    throw new UnreadableFileException(
                            name,
                            "is not CSV: line " + first.number() + " opens a quote that is never closed; close it");
                }
                all.write('\n');
                all.writeBytes(more.bytes());
                open = !isOpen(more.bytes());
                tooLong = more.tooLong() || all.size() > MAX_ROW;
            }
            bytes = all.toByteArray();
        }
        Row raw = new Row(first.number(), bytes, List.of(), null);
        if (tooLong) {
            return new Row(raw.line, bytes, List.of(), "has more than " + MAX_ROW + " bytes; see to its quotes");
        }
        String text = text(raw);
        try {
            return new Row(raw.line, bytes, parsed(text), null);
        } catch (UncheckedIOException | IllegalArgumentException e) {
            return new Row(raw.line, bytes, List.of(), "is no row of CSV; see to its quotes");
        }
    }

    /** Whether an odd number of quotes leaves one open. */
    private static boolean isOpen(byte[] bytes) {
        int quotes = 0;
        for (byte b : bytes) {
            quotes += b == '"' ? 1 : 0;
        }
        return quotes % 2 == 1;
    }

    /** @throws IllegalArgumentException where it is no one row */
    private static List<String> parsed(String text) throws IOException {
        if (text.indexOf('"') < 0) {
            return List.of(text.split(",", -1));
        }
        try (CSVParser parser = CSVParser.parse(text, FORMAT)) {
            List<CSVRecord> records = parser.getRecords();
            if (records.size() != 1) {
                throw new IllegalArgumentException(records.size() + " rows");
            }
            return List.of(records.get(0).values());
        }
    }
}
