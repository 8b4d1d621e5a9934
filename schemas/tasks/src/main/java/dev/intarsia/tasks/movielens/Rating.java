package dev.intarsia.tasks.movielens;

import java.time.Instant;

/**
 * One user's rating of one film.
 *
 * @param user the user's number, as text
 * @param film what was rated
 * @param stars a label of task {@code movie-rating}, {@code 4.5}
 * @param time when
 */
public record Rating(String user, Film film, String stars, Instant time) {
    /** Unique in the stream: a user rates a film once. */
    public String id() {
        return "rating-" + user + "-" + film.id();
    }

    /** Whether the user liked the film: four stars or more. */
    public boolean liked() {
        return Double.parseDouble(stars) >= 4;
    }
}
