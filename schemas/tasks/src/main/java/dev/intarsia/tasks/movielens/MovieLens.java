package dev.intarsia.tasks.movielens;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVRecord;

/**
 * The films and ratings of one folder.
 *
 * @param films by number, in rising order
 * @param ratings in the order of time, then user, then film, then file; no two are equal
 */
public record MovieLens(Map<Integer, Film> films, List<Rating> ratings) {
    /** How many of the most active users are targets; everybody else is the population. */
    public static final int TARGETS = 100;

    /**
     * Reads {@code movies.csv.gz} and {@code ratings.csv.gz}.
     *
     * @throws UncheckedIOException where a file is missing, damaged or another table; the message names it and the line
     */
    public static MovieLens read(Path folder) {
        Map<Integer, Film> films = new TreeMap<>();
        new SampleTable(folder.resolve("movies.csv.gz"), "movieId", "title", "year", "genres").each(row -> {
            Film film = film(row);
            films.put(film.id(), film);
        });
        // The same line twice is one rating; the same film rated again at another time is another.
        Set<Rating> ratings = new LinkedHashSet<>();
        new SampleTable(folder.resolve("ratings.csv.gz"), "userId", "movieId", "rating", "timestamp")
                .each(row -> ratings.add(rating(row, films)));
        List<Rating> sorted = new ArrayList<>(ratings);
        sorted.sort(Comparator.comparing(Rating::time)
                .thenComparingInt(rating -> Integer.parseInt(rating.user()))
                .thenComparingInt(rating -> rating.film().id()));
        return new MovieLens(films, List.copyOf(sorted));
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
        return usersByActivity().stream().limit(TARGETS).toList();
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

    private static Rating rating(CSVRecord row, Map<Integer, Film> films) {
        Film film = films.get(Integer.parseInt(row.get("movieId")));
        if (film == null) {
            throw new IllegalArgumentException("it rates film " + row.get("movieId")
                    + ", which movies.csv.gz does not have; take both files from the same release");
        }
        Instant time = Instant.ofEpochSecond(Long.parseLong(row.get("timestamp")));
        String user = Integer.toString(Integer.parseInt(row.get("userId")));
        String stars = Double.toString(Double.parseDouble(row.get("rating")));
        return new Rating(user, film, stars, time);
    }
}
