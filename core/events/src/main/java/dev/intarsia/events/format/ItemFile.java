package dev.intarsia.events.format;

import dev.intarsia.events.parse.Problem;
import dev.intarsia.tasks.movielens.Film;
import dev.intarsia.tasks.movielens.FilmTitle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code u.item} of the oldest MovieLens release, in Latin-1: number, title with the year in brackets, two dates, an
 * address, and a flag for each genre, between bars.
 */
final class ItemFile {
    /** In the order of their flags, spelled as later releases do. */
    private static final List<String> GENRES = List.of(
            "",
            "Action",
            "Adventure",
            "Animation",
            "Children",
            "Comedy",
            "Crime",
            "Documentary",
            "Drama",
            "Fantasy",
            "Film-Noir",
            "Horror",
            "Musical",
            "Mystery",
            "Romance",
            "Sci-Fi",
            "Thriller",
            "War",
            "Western");

    private static final int FIRST_FLAG = 5;
    private static final int COLUMNS = FIRST_FLAG + GENRES.size();
    private static final int MAX_LINE = 1 << 12;
    private static final Pattern YEAR_BEHIND_TITLE = Pattern.compile("(.*\\S)\\s*\\((\\d{4})\\)\\s*");

    private ItemFile() {}

    /** The films by number; lines that are none go to {@code unreadable}. */
    static Map<Integer, Film> read(String name, InputStream in, List<Entry.Unreadable> unreadable) throws IOException {
        Map<Integer, Film> films = new HashMap<>();
        LineReader lines = new LineReader(PlainText.of(name, in), MAX_LINE);
        for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
            if (line.isBlank()) {
                continue;
            }
            try {
                Film film = film(line);
                if (films.putIfAbsent(film.id(), film) != null) {
                    throw new IllegalArgumentException("repeats film " + film.id() + "; remove one of the two");
                }
            } catch (IllegalArgumentException e) {
                Problem problem = new Problem("film", String.valueOf(e.getMessage()));
                unreadable.add(new Entry.Unreadable(name, line.number(), line.bytes(), List.of(problem)));
            }
        }
        if (films.isEmpty()) {
            throw new UnreadableFileException(
                    name, "has no line of " + COLUMNS + " columns between bars; give the file of the release");
        }
        return films;
    }

    private static Film film(LineReader.Line line) {
        String[] columns = new String(line.bytes(), StandardCharsets.ISO_8859_1).split("\\|", -1);
        if (columns.length != COLUMNS || line.tooLong()) {
            throw new IllegalArgumentException("has " + columns.length + " columns; give " + COLUMNS);
        }
        int number;
        try {
            number = Integer.parseInt(columns[0]);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("has no number; correct it", e);
        }
        Matcher behind = YEAR_BEHIND_TITLE.matcher(columns[1]);
        boolean dated = behind.matches();
        String title = FilmTitle.articleFirst((dated ? behind.group(1) : columns[1]).strip());
        return new Film(number, title.isEmpty() ? "Untitled" : title, dated ? behind.group(2) : "", genres(columns));
    }

    private static String genres(String[] columns) {
        List<String> genres = new ArrayList<>();
        for (int i = 0; i < GENRES.size(); i++) {
            String flag = columns[FIRST_FLAG + i];
            if (!flag.equals("0") && !flag.equals("1")) {
                throw new IllegalArgumentException("has the flag '" + flag + "' of a genre; give 0 or 1");
            }
            // The first flag says that the genre is not known.
            if (flag.equals("1") && i > 0) {
                genres.add(GENRES.get(i));
            }
        }
        return String.join(", ", genres);
    }
}
