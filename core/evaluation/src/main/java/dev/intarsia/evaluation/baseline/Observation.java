package dev.intarsia.evaluation.baseline;

import static java.util.Objects.requireNonNull;

/**
 * One value a user gave an item.
 *
 * @param user who
 * @param item of what, by an id that no two items share
 * @param value on the scale
 */
public record Observation(String user, String item, double value) {
    public Observation {
        requireNonNull(user);
        requireNonNull(item);
    }
}
