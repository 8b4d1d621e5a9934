package dev.intarsia.tasks.movielens;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** One packed table of the sample stream: CSV in UTF-8 under a header. */
final class SampleTable {
    private static final CSVFormat FORMAT =
            CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    private static final int BYTE_ORDER_MARK = 0xFEFF;

    private final Path file;
    private final List<String> columns;

    SampleTable(Path file, String... columns) {
        this.file = file;
        this.columns = List.of(columns);
    }

    /**
     * Hands over each row.
     *
     * @param read throws {@link IllegalArgumentException} at a row that it cannot use
     * @throws UncheckedIOException where the file is missing, damaged or another table; the message names file and line
     */
    void each(Consumer<CSVRecord> read) {
        long line = 1;
        // A decoder of its own refuses bytes that are not UTF-8 instead of replacing them.
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8.newDecoder()));
                CSVParser rows = FORMAT.parse(withoutMark(in))) {
            if (!rows.getHeaderNames().containsAll(columns)) {
                throw new IllegalArgumentException(
                        "the header is " + rows.getHeaderNames() + " and lacks some of " + columns);
            }
            line = rows.getCurrentLineNumber() + 1;
            for (CSVRecord row : rows) {
                if (!row.isConsistent()) {
                    throw new IllegalArgumentException("the row has " + row.size() + " columns");
                }
                read.accept(row);
                line = rows.getCurrentLineNumber() + 1;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot read " + file + "; name the folder that holds the sample stream: " + e, e);
        } catch (UncheckedIOException | IllegalArgumentException | DateTimeException e) {
            throw new UncheckedIOException(new IOException(
                    file + ", line " + line + " is not of the sample stream's table; restore it: " + e.getMessage(),
                    e));
        }
    }

    private static BufferedReader withoutMark(BufferedReader in) throws IOException {
        in.mark(1);
        if (in.read() != BYTE_ORDER_MARK) {
            in.reset();
        }
        return in;
    }
}
