package dev.intarsia.events.format;

import dev.intarsia.events.parse.EpochSeconds;
import dev.intarsia.events.parse.Problem;
import dev.intarsia.events.parse.Reading;
import dev.intarsia.tasks.movielens.Film;
import dev.intarsia.tasks.movielens.Rating;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads ratings, a user, a film, stars and a time in seconds since 1970 on each line: {@code ratings.csv} with its header,
 * or {@code u.data}, which has none and has tabs between the columns.
 */
final class RatingFile {
    private static final List<String> HEADER = List.of("userId", "movieId", "rating", "timestamp");
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

    /**
     * The ratings by time, then user, then film, then line; lines that are none go to {@code unreadable}.
     *
     * @throws UnreadableFileException where the file is empty, begins with another header, or is no table at all
     */
    static List<RatingLine> read(
            String name, InputStream in, Map<Integer, Film> films, List<Entry.Unreadable> unreadable)
            throws IOException {
        LineReader lines = new LineReader(PlainText.of(name, in), MAX_LINE);
        String first = firstLine(lines);
        if (first.isBlank()) {
            throw new UnreadableFileException(name, CsvHeader.none(List.of(HEADER)));
        }
        List<String> columns = columns(first, COMMA);
        if (!columns.equals(HEADER)) {
            throw new UnreadableFileException(name, CsvHeader.problem(first, columns, List.of(HEADER)));
        }
        return new RatingFile(name, COMMA, films, unreadable).rest(lines);
    }

    /** The same of the file without a header. */
    static List<RatingLine> readTabbed(
            String name, InputStream in, Map<Integer, Film> films, List<Entry.Unreadable> unreadable)
            throws IOException {
        List<RatingLine> ratings =
                new RatingFile(name, TAB, films, unreadable).rest(new LineReader(PlainText.of(name, in), MAX_LINE));
        if (ratings.isEmpty()
                && unreadable.stream().noneMatch(bad -> bad.source().equals(name))) {
            throw new UnreadableFileException(
                    name, "is empty; give lines of " + String.join(", ", HEADER) + " with tabs between them");
        }
        return ratings;
    }

    private static String firstLine(LineReader lines) throws IOException {
        LineReader.@Nullable Line line = lines.next();
        while (line != null && line.isBlank()) {
            line = lines.next();
        }
        return line == null ? "" : ByteOrderMark.without(text(line));
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
        List<String> columns = columns(ByteOrderMark.without(text(line)), separator);
        if (columns.size() != HEADER.size() || line.tooLong()) {
            refuse(
                    line,
                    "line",
                    "has " + columns.size() + " columns; give " + String.join(", ", HEADER) + " with "
                            + (separator.equals(TAB) ? "tabs" : "commas") + " between them");
            return;
        }
        String field = HEADER.get(0);
        try {
            String user = Long.toString(Long.parseLong(columns.get(0)));
            field = HEADER.get(1);
            Film film = films.get(Integer.parseInt(columns.get(1)));
            if (film == null) {
                refuse(line, field, "is no film of the catalogue; add it to the file of films");
                return;
            }
            field = HEADER.get(2);
            String stars = stars(columns.get(2));
            Reading<Instant> time = EpochSeconds.read(HEADER.get(3), columns.get(3));
            if (time instanceof Reading.Invalid<Instant> invalid) {
                unreadable.add(new Entry.Unreadable(name, line.number(), line.bytes(), invalid.problems()));
                return;
            }
            users.putIfAbsent(user, user);
            Rating rating =
                    new Rating(users.getOrDefault(user, user), film, stars, ((Reading.Valid<Instant>) time).value());
            ratings.add(new RatingLine(rating, line.number()));
        } catch (NumberFormatException e) {
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

    /** Some programs put every column in quotes; none of these holds a quote or a separator. */
    private static List<String> columns(String line, String separator) {
        return List.of((line.indexOf('"') < 0 ? line : line.replace("\"", "")).split(separator, -1));
    }

    private static String text(LineReader.Line line) {
        return new String(line.bytes(), StandardCharsets.UTF_8);
    }
}
