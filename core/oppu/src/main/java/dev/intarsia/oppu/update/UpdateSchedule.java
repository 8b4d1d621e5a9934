package dev.intarsia.oppu.update;

/**
 * When updates are due: at every {@code every}-th event of a user, and more often while the user is new.
 *
 * @param every events from one update to the next, at least 1
 * @param early events from one update to the next while the user has at most {@code earlyEvents}; where it is not below
 *     {@code every}, it means nothing, and is kept as {@code every}
 * @param earlyEvents up to how many events of a user updates are due early; kept as the last of them that is due, 0 for none
 */
public record UpdateSchedule(int every, int early, int earlyEvents) {
    public UpdateSchedule {
        if (every < 1) {
            throw new IllegalArgumentException("update.every must be at least 1, not " + every + ".");
        }
        if (early < 1 || earlyEvents < 0) {
            throw new IllegalArgumentException(
                    "update.early-every must be at least 1 and update.early-events at least 0, not " + early + " and "
                            + earlyEvents + ".");
        }
        earlyEvents = early < every ? earlyEvents / early * early : 0;
        early = earlyEvents > 0 ? early : every;
    }

    /** One that is the same for new users. */
    public UpdateSchedule(int every) {
        this(every, every, 0);
    }

    /** Whether a user with this many events is due. */
    public boolean due(long events) {
        return events > 0 && events == at(updates(events));
    }

    /** How many updates of a user have fallen due with this many events. */
    public long updates(long events) {
        return Math.min(events, earlyEvents) / early + Math.max(0, events - earlyEvents) / every;
    }

    /** With how many events the {@code n}-th update of a user falls due; 0 for none. */
    public long at(long n) {
        long earlyUpdates = earlyEvents / early;
        return Math.min(n, earlyUpdates) * early + Math.max(0, n - earlyUpdates) * every;
    }

    /**
     * How many updates have fallen due since a version, of a user with this many events.
     *
     * @param seen how many of them the version has seen, 0 where there is none
     */
    public long due(long events, long seen) {
        long earlySteps = seen < earlyEvents ? (Math.min(events, earlyEvents + early - 1) - seen) / early : 0;
        long later = seen + earlySteps * early;
        return later < earlyEvents ? earlySteps : earlySteps + (events - later) / every;
    }

    /**
     * How many events the version after one has seen, where the {@code dues}-th update that fell due since made it.
     *
     * @param seen how many events the version before has seen
     */
    public long after(long seen, long dues) {
        long next = seen;
        long left = dues;
        for (; left > 0 && next < earlyEvents; left--) {
            next += early;
        }
        return next + left * every;
    }

    /** How many events the version before one has seen, where the next update that fell due made it. */
    public long before(long seen) {
        return seen - (seen - early < earlyEvents ? early : every);
    }

    /** In words, as in "at every 8 events". */
    @Override
    public String toString() {
        return earlyEvents == 0
                ? "at every " + every + " events"
                : "at every " + early + " events up to " + earlyEvents + ", then at every " + every;
    }
}
