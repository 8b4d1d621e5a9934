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
    /** Names the rating in the stream: a later rating of the same film is another, the same line twice is one. */
    public String id() {
        return "rating-" + user + "-" + film.id() + "-" + time.getEpochSecond() + "-" + stars;
    }

    /** Whether the user liked the film: four stars or more. */
    public boolean liked() {
        return Double.parseDouble(stars) >= 4;
    }
}
