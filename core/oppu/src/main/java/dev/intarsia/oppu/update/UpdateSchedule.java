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

    /**
     * How many updates have fallen due since a version, of a user with this many events.
     *
     * @param seen how many of them the version has seen, 0 where there is none
     */
    public long due(long events, long seen) {
        return (events - seen) / every;
    }
}
