package dev.intarsia.trainer.loop;

import java.time.Duration;

/**
 * Bounds batches by the time they take, so that no turn comes near the longest that the group waits for a member: a batch
 * that took more than a quarter of it halves the next, one that took less than an eighth doubles it. What is learned does
 * not depend on how events are split into batches. Not thread-safe.
 */
final class BatchPace {
    private static final int LONG = 4;
    private static final int SHORT = 8;

    private final int most;
    private final long longest;
    private int limit;

    /**
     * @param most records in a batch
     * @param longestTurn as long as the group waits for a member
     */
    BatchPace(int most, Duration longestTurn) {
        this.most = most;
        this.longest = longestTurn.toMillis();
        this.limit = most;
    }

    /** Records that the next batch may have. */
    int limit() {
        return limit;
    }

    /** A batch of so many records took so long. */
    void took(int records, long millis) {
        if (millis > longest / LONG) {
            limit = Math.max(1, Math.min(limit, records) / 2);
        } else if (millis < longest / SHORT) {
            limit = (int) Math.min(most, 2L * limit);
        }
    }
}
