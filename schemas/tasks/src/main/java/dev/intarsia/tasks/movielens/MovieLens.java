package dev.intarsia.tasks.movielens;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/**
 * The films and ratings of one folder.
 *
 * @param films by number, in rising order
 * @param ratings in the order of time, then user, then film
 */
public record MovieLens(Map<Integer, Film> films, List<Rating> ratings) {
    /** How many of the most active users are targets; everybody else is the population. */
    public static final int TARGETS = 100;

    /**
     * Reads {@code movies.csv.gz} and {@code ratings.csv.gz}.
     *
     * @throws UncheckedIOException where a file is missing or damaged; the message names it
     */
    public static MovieLens read(Path folder) {
        Map<Integer, Film> films = new TreeMap<>();
        each(folder.resolve("movies.csv.gz"), row -> {
            Film film = film(row);
            films.put(film.id(), film);
        });
        List<Rating> ratings = new ArrayList<>();
        Path file = folder.resolve("ratings.csv.gz");
        each(file, row -> {
            Film film = films.get(Integer.parseInt(row.get("movieId")));
            if (film == null) {
                throw new UncheckedIOException(new IOException(file + " rates film " + row.get("movieId")
                        + ", which movies.csv.gz does not have; take both files from the same release"));
            }
            Instant time = Instant.ofEpochSecond(Long.parseLong(row.get("timestamp")));
            ratings.add(new Rating(row.get("userId"), film, row.get("rating"), time));
        });
        ratings.sort(Comparator.comparing(Rating::time)
                .thenComparingInt(rating -> Integer.parseInt(rating.user()))
                .thenComparingInt(rating -> rating.film().id()));
        return new MovieLens(films, List.copyOf(ratings));
    }

    /** Each user's ratings in the order of time; users in the order of their numbers. */
    public Map<String, List<Rating>> byUser() {
        Map<Integer, List<Rating>> sorted = new TreeMap<>();
        ratings.forEach(rating -> sorted.computeIfAbsent(Integer.valueOf(rating.user()), user -> new ArrayList<>())
                .add(rating));
        Map<String, List<Rating>> byUser = new LinkedHashMap<>();
        sorted.forEach((user, own) -> byUser.put(user.toString(), own));
        return byUser;
    }

    /** All users, the most active first; of two with as many ratings the smaller number first. */
    public List<String> usersByActivity() {
        return byUser().entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, List<Rating>> entry) ->
                                -entry.getValue().size())
                        .thenComparingInt(entry -> Integer.parseInt(entry.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toList());
    }

    /** The {@value #TARGETS} most active users: none of their ratings may shape the base model or the pool. */
    public List<String> targetUsers() {
        return usersByActivity().subList(0, TARGETS);
    }

    /** Everybody else, the most active first. */
    public List<String> populationUsers() {
        List<String> users = usersByActivity();
        return users.subList(Math.min(TARGETS, users.size()), users.size());
    }

    private static Film film(CSVRecord row) {
        String title = FilmTitle.articleFirst(row.get("title"));
        String genres = row.get("genres");
        return new Film(
                Integer.parseInt(row.get("movieId")),
                title.isBlank() ? "Untitled" : title,
                row.get("year").matches("\\d{4}") ? row.get("year") : "",
                genres.startsWith("(") ? "" : genres.replace("|", ", "));
    }

    private static void each(Path file, Consumer<CSVRecord> read) {
        CSVFormat format = CSVFormat.DEFAULT
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            format.parse(in).forEach(read);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot read " + file + "; name the folder that holds the sample stream: " + e, e);
        } catch (IllegalArgumentException e) {
            throw new UncheckedIOException(
                    new IOException(file + " is not the sample stream's table; restore it: " + e.getMessage(), e));
        }
    }
}
