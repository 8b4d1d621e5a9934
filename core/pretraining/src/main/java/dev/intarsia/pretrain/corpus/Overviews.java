package dev.intarsia.pretrain.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The overviews of a table of films.
 *
 * @param overviews in the table's order
 * @param skipped rows without title or overview, or with the wrong number of columns
 */
public record Overviews(List<Overview> overviews, int skipped) {
    private static final int SHORTEST = 40;
    private static final Pattern GENRE = Pattern.compile("'name': (?:'([^']*)'|\"([^\"]*)\")");

    /** Reads the archive's table; a quoted field may span lines. */
    public static Overviews read(Path archive) throws IOException {
        try (InputStream in = Tarball.open(archive, "package/data/movies_metadata.csv")) {
            return read(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
    }

    static Overviews read(Reader table) throws IOException {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setTrailingData(true)
                .setLenientEof(true)
                .get();
        List<Overview> found = new ArrayList<>();
        int skipped = 0;
        try (CSVParser rows = format.parse(table)) {
            for (Iterator<CSVRecord> i = rows.iterator(); i.hasNext(); ) {
                CSVRecord row = i.next();
                if (row.isConsistent()
                        && row.get("overview").strip().length() >= SHORTEST
                        && !title(row).isEmpty()) {
                    found.add(overview(row));
                } else {
                    skipped++;
                }
            }
        } catch (UncheckedIOException e) {
            throw new IOException(
                    "The table of overviews cannot be read after " + found.size()
                            + " films; delete its archive and run again: " + e.getMessage(),
                    e);
        }
        return new Overviews(List.copyOf(found), skipped);
    }

    private static Overview overview(CSVRecord row) {
        String date = row.get("release_date");
        List<String> genres = new ArrayList<>();
        for (Matcher name = GENRE.matcher(row.get("genres")); name.find(); ) {
            genres.add(name.group(1) == null ? name.group(2) : name.group(1));
        }
        return new Overview(
                title(row),
                date.matches("\\d{4}-.*") ? date.substring(0, 4) : "",
                String.join(", ", genres),
                row.get("overview").replaceAll("\\s+", " ").strip());
    }

    private static String title(CSVRecord row) {
        return row.get("title").strip();
    }
}
