package dev.intarsia.oppu.update;

/**
 * When updates are due: at every {@code every}-th event of a user.
 *
 * @param every events from one update to the next, at least 1
 */
public record UpdateSchedule(int every) {
    public UpdateSchedule {
        if (every < 1) {
            throw new IllegalArgumentException("update.every must be at least 1, not " + every + ".");
        }
    }

    /** Whether a user with this many events is due. */
    public boolean due(long events) {
        return events > 0 && events % every == 0;
    }

    /** How many more events make a user due who has this many; from 1 to {@code every}. */
    public int untilDue(long events) {
        return (int) (every - events % every);
    }
}
