package dev.intarsia.tasks.movielens;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One film a user liked after three others: an input and output of task {@code next-movie}.
 *
 * @param user the user's number, as text
 * @param before the three films liked before, oldest first
 * @param film the film liked next
 * @param time when
 */
public record NextFilm(String user, List<Film> before, Film film, Instant time) {
    /** How many liked films stand in the prompt. */
    public static final int BEFORE = 3;

    public NextFilm {
        before = List.copyOf(before);
    }

    /** Every such choice in one user's ratings, in the order of time. */
    public static List<NextFilm> of(List<Rating> ratingsOfOneUser) {
        List<Rating> liked = ratingsOfOneUser.stream().filter(Rating::liked).toList();
        List<NextFilm> choices = new ArrayList<>();
        for (int i = BEFORE; i < liked.size(); i++) {
            Rating next = liked.get(i);
            List<Film> before =
                    liked.subList(i - BEFORE, i).stream().map(Rating::film).toList();
            choices.add(new NextFilm(next.user(), before, next.film(), next.time()));
        }
        return choices;
    }

    /** Names the choice in the stream: the same film liked again later is another. */
    public String id() {
        return "next-" + user + "-" + film.id() + "-" + time.getEpochSecond();
    }

    /** The input fields of task {@code next-movie}. */
    public Map<String, String> input() {
        return Map.of("liked", before.stream().map(Film::name).collect(Collectors.joining("; ")));
    }

    /** The answer of task {@code next-movie}. */
    public String output() {
        return film.name();
    }
}
