package dev.intarsia.events.format;

import dev.intarsia.events.parse.Problem;
import dev.intarsia.tasks.movielens.Film;
import dev.intarsia.tasks.movielens.FilmTitle;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
        CsvRows rows = new CsvRows(name, in, List.of(WITH_YEAR, ORIGINAL));
        for (CsvRows.Row row = rows.next(); row != null; row = rows.next()) {
            file.add(row, rows.header());
        }
        return file.films;
    }

    private void add(CsvRows.Row row, List<String> header) {
        try {
            if (row.problem() != null) {
                throw new IllegalArgumentException(row.problem());
            }
            List<String> columns = row.columns();
            if (columns.size() != header.size()) {
                throw new IllegalArgumentException("has " + columns.size() + " columns; give as many as the header");
            }
            Film film = header.equals(WITH_YEAR) ? withYear(columns) : original(columns);
            if (films.putIfAbsent(film.id(), film) != null) {
                throw new IllegalArgumentException("repeats film " + film.id() + "; remove one of the two");
            }
        } catch (IllegalArgumentException e) {
            Problem problem = new Problem("film", String.valueOf(e.getMessage()));
            unreadable.add(new Entry.Unreadable(name, row.line(), row.bytes(), List.of(problem)));
        }
    }

    private static Film withYear(List<String> columns) {
        // Some exports write a number of their own where the year is not known.
        String year = YEAR.matcher(columns.get(2)).matches() ? columns.get(2) : "";
        return film(columns.get(0), columns.get(1), year, columns.get(3));
    }

    private static Film original(List<String> columns) {
        Matcher behind = YEAR_BEHIND_TITLE.matcher(columns.get(1));
        return behind.matches()
                ? film(columns.get(0), behind.group(1), behind.group(2), columns.get(2))
                : film(columns.get(0), columns.get(1), "", columns.get(2));
    }

    private static Film film(String number, String title, String year, String genres) {
        return new Film(
                number(number),
                title.isBlank() ? UNTITLED : FilmTitle.articleFirst(title.strip()),
                year,
                genres.equals(NO_GENRES) ? "" : genres.replace("|", ", "));
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("has no number as its movieId; correct it", e);
        }
    }
}
