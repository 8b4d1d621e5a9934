package dev.intarsia.oppu.learn;

import dev.intarsia.oppu.history.HistoryEvent;
import java.time.Instant;

/**
 * A readable event of a user that fits its task.
 *
 * @param time when the user did it
 * @param event what training needs of it
 */
public record TrainingEvent(String user, String task, Instant time, HistoryEvent event) {}
