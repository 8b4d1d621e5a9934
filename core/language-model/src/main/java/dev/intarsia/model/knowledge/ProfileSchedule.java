package dev.intarsia.model.knowledge;

/**
 * When a profile is written anew: after the first event, and whenever the history has grown by a quarter since, that is
 * at 1, 2, 3, 4, 5, 7, 9, 12, 15, 19, 24, 30, … events. Which events a profile sums up so follows from how many there
 * are, and not from when somebody asks.
 */
public final class ProfileSchedule {
    private static final double GROWTH = 1.25;

    private ProfileSchedule() {}

    /**
     * How many events, the oldest first, the profile of a history sums up.
     *
     * @param events of the history, from 0
     * @return 0 where there are none
     */
    public static int summarized(int events) {
        int due = 0;
        for (int next = 1; next <= events; next = Math.max(next + 1, (int) Math.ceil(GROWTH * next))) {
            due = next;
        }
        return due;
    }
}
