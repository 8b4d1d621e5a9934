package dev.intarsia.oppu.learn;

import static java.util.Objects.requireNonNull;

import dev.intarsia.oppu.update.UpdateSchedule;

/**
 * How residuals are trained.
 *
 * @param updates closed by whoever is given this
 * @param beneath what residuals are on top of
 */
record ResidualTraining(Updates updates, UpdateSchedule schedule, BeneathSource beneath) {
    ResidualTraining {
        requireNonNull(updates);
        requireNonNull(schedule);
        requireNonNull(beneath);
    }
}
