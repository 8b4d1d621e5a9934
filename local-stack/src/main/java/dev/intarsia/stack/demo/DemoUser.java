package dev.intarsia.stack.demo;

import dev.intarsia.tasks.movielens.Rating;
import java.util.List;

/**
 * One user of the sample stream.
 *
 * @param user the user id
 * @param ratings the events that are played, in the order of time
 */
record DemoUser(String user, List<Rating> ratings) {
    DemoUser {
        ratings = List.copyOf(ratings);
    }

    /** Index of the first event whose prediction is scored. */
    int scoredFrom() {
        return ratings.size() - (int) Math.ceil(ratings.size() * DemoSettings.SCORED_SHARE);
    }
}
