package dev.intarsia.ingest.format;

import dev.intarsia.ingest.event.Problem;
import dev.intarsia.tasks.movielens.Film;
import dev.intarsia.tasks.movielens.Rating;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads ratings, a user, a film, stars and a time in seconds since 1970 on each line: {@code ratings.csv} with its header,
 * or {@code u.data}, which has none and has tabs between the columns.
 */
final class RatingFile {
    private static final String HEADER = "userId,movieId,rating,timestamp";
    private static final String COMMA = ",";
    private static final String TAB = "\t";
    private static final int MAX_LINE = 1 << 12;

    private final String name;
    private final String separator;
    private final Map<Integer, Film> films;
    private final List<Entry.Unreadable> unreadable;
    private final List<RatingLine> ratings = new ArrayList<>();

    /** One string for each user, however many ratings. */
    private final Map<String, String> users = new HashMap<>();

    private RatingFile(String name, String separator, Map<Integer, Film> films, List<Entry.Unreadable> unreadable) {
        this.name = name;
        this.separator = separator;
        this.films = films;
        this.unreadable = unreadable;
    }

    /** The ratings by time, then user, then film; lines that are none go to {@code unreadable}. */
    static List<RatingLine> read(
            String name, InputStream in, Map<Integer, Film> films, List<Entry.Unreadable> unreadable)
            throws IOException {
        LineReader lines = new LineReader(in, MAX_LINE);
        LineReader.Line line = lines.next();
        if (line == null || !text(line).equals(HEADER)) {
            throw new UnreadableFileException(name, "begins with another header than " + HEADER + "; correct it");
        }
        return new RatingFile(name, COMMA, films, unreadable).rest(lines);
    }

    /** The same of the file without a header. */
    static List<RatingLine> readTabbed(
            String name, InputStream in, Map<Integer, Film> films, List<Entry.Unreadable> unreadable)
            throws IOException {
        return new RatingFile(name, TAB, films, unreadable).rest(new LineReader(in, MAX_LINE));
    }

    private List<RatingLine> rest(LineReader lines) throws IOException {
        for (LineReader.Line line = lines.next(); line != null; line = lines.next()) {
            if (!line.isBlank()) {
                add(line);
            }
        }
        ratings.sort(RatingLine.ORDER);
        return ratings;
    }

    private void add(LineReader.Line line) {
        String[] columns = text(line).split(separator, -1);
        if (columns.length != 4 || line.tooLong()) {
            refuse(line, "line", "has " + columns.length + " columns; give " + HEADER);
            return;
        }
        String field = "userId";
        try {
            String user = Long.toString(Long.parseLong(columns[0]));
            field = "movieId";
            Film film = films.get(Integer.parseInt(columns[1]));
            if (film == null) {
                refuse(line, field, "is no film of the catalogue; add it to the file of films");
                return;
            }
            field = "rating";
            String stars = stars(columns[2]);
            field = "timestamp";
            Instant time = Instant.ofEpochSecond(Long.parseLong(columns[3]));
            users.putIfAbsent(user, user);
            ratings.add(new RatingLine(new Rating(users.getOrDefault(user, user), film, stars, time), line.number()));
        } catch (NumberFormatException | DateTimeException e) {
            refuse(line, field, "is not a number of its kind; correct it");
        }
    }

    /** As the labels of the task are written: {@code 4.0}. */
    private static String stars(String text) {
        double stars = Double.parseDouble(text);
        if (!(stars > 0 && stars <= 5)) {
            throw new NumberFormatException(text);
        }
        return Double.toString(stars);
    }

    private void refuse(LineReader.Line line, String field, String problem) {
        unreadable.add(new Entry.Unreadable(name, line.number(), line.bytes(), List.of(new Problem(field, problem))));
    }

    private static String text(LineReader.Line line) {
        return new String(line.bytes(), StandardCharsets.UTF_8);
    }
}
