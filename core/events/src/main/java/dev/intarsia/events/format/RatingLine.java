package dev.intarsia.events.format;

import dev.intarsia.tasks.movielens.Rating;
import java.util.Comparator;

/** A rating and its line number in the file, counted from 1. */
record RatingLine(Rating rating, long line) {
    /** By time, then by the user's number, then by the film's; sorting is stable, so equal ones stay in file order. */
    static final Comparator<RatingLine> ORDER = Comparator.comparing((RatingLine line) -> line.rating.time())
            .thenComparingLong(line -> Long.parseLong(line.rating.user()))
            .thenComparingInt(line -> line.rating.film().id());

    /** The line's text. */
    String text() {
        return rating.user() + "," + rating.film().id() + "," + rating.stars() + ","
                + rating.time().getEpochSecond();
    }
}
