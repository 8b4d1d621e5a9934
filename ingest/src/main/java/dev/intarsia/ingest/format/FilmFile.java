package dev.intarsia.ingest.format;

import dev.intarsia.ingest.event.Problem;
import dev.intarsia.tasks.movielens.Film;
import dev.intarsia.tasks.movielens.FilmTitle;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads {@code movies.csv}: either {@code movieId,title,year,genres} or MovieLens's own {@code movieId,title,genres}
 * with the year in brackets behind the title.
 */
final class FilmFile {
    private static final List<String> WITH_YEAR = List.of("movieId", "title", "year", "genres");
    private static final List<String> ORIGINAL = List.of("movieId", "title", "genres");
    private static final Pattern YEAR_BEHIND_TITLE = Pattern.compile("(.*\\S)\\s*\\((\\d{4})\\)\\s*");
    private static final Pattern YEAR = Pattern.compile("\\d{4}");
    private static final String UNTITLED = "Untitled";
    private static final String NO_GENRES = "(no genres listed)";
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    private final String name;
    private final List<Entry.Unreadable> unreadable;
    private final Map<Integer, Film> films = new HashMap<>();

    private FilmFile(String name, List<Entry.Unreadable> unreadable) {
        this.name = name;
        this.unreadable = unreadable;
    }

    /** The films by number; rows that are none go to {@code unreadable}. */
    static Map<Integer, Film> read(String name, InputStream in, List<Entry.Unreadable> unreadable) throws IOException {
        FilmFile file = new FilmFile(name, unreadable);
        // A decoder of its own refuses bytes that are not UTF-8 instead of replacing them.
        try (Reader text = new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder());
                CSVParser rows = FORMAT.parse(text)) {
            boolean withYear = rows.getHeaderNames().equals(WITH_YEAR);
            if (!withYear && !rows.getHeaderNames().equals(ORIGINAL)) {
                throw new UnreadableFileException(
                        name, "begins with another header than " + WITH_YEAR + " or " + ORIGINAL + "; correct it");
            }
            rows.forEach(row -> file.add(row, withYear));
            return file.films;
        } catch (CharacterCodingException | UncheckedIOException | IllegalArgumentException e) {
            throw new UnreadableFileException(name, "is not CSV in UTF-8; correct it: " + e.getMessage(), e);
        }
    }

    private void add(CSVRecord row, boolean withYear) {
        try {
            if (!row.isConsistent()) {
                throw new IllegalArgumentException("has " + row.size() + " columns; give as many as the header");
            }
            Film film = withYear ? withYear(row) : original(row);
            if (films.putIfAbsent(film.id(), film) != null) {
                throw new IllegalArgumentException("repeats film " + film.id() + "; remove one of the two");
            }
        } catch (IllegalArgumentException e) {
            byte[] bytes = String.join(",", row.values()).getBytes(StandardCharsets.UTF_8);
            Problem problem = new Problem("film", String.valueOf(e.getMessage()));
            unreadable.add(new Entry.Unreadable(name, row.getRecordNumber() + 1, bytes, List.of(problem)));
        }
    }

    private static Film withYear(CSVRecord row) {
        // Some exports write a number of their own where the year is not known.
        String year = YEAR.matcher(row.get(2)).matches() ? row.get(2) : "";
        return film(row, row.get(1), year, row.get(3));
    }

    private static Film original(CSVRecord row) {
        Matcher behind = YEAR_BEHIND_TITLE.matcher(row.get(1));
        return behind.matches()
                ? film(row, behind.group(1), behind.group(2), row.get(2))
                : film(row, row.get(1), "", row.get(2));
    }

    private static Film film(CSVRecord row, String title, String year, String genres) {
        return new Film(
                number(row),
                title.isBlank() ? UNTITLED : FilmTitle.articleFirst(title.strip()),
                year,
                genres.equals(NO_GENRES) ? "" : genres.replace("|", ", "));
    }

    private static int number(CSVRecord row) {
        try {
            return Integer.parseInt(row.get(0));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("has no number as its movieId; correct it", e);
        }
    }
}
