package dev.intarsia.trainer.loop;

import dev.intarsia.oppu.update.LoadLevel;

/**
 * Tells from how many events wait how much training updates get. A level that was reached is left when fewer than half of
 * the events that lead to it wait, so that it does not change with every batch. Not thread-safe.
 */
final class Overload {
    private static final int LEFT_AT = 2;

    private final long noRehearsal;
    private final long fewerUpdates;
    private LoadLevel level = LoadLevel.FULL;

    /**
     * @param noRehearsal events that lead to {@link LoadLevel#NO_REHEARSAL}; 0 for never
     * @param fewerUpdates events that lead to {@link LoadLevel#FEWER_UPDATES}; 0 for never
     */
    Overload(long noRehearsal, long fewerUpdates) {
        this.noRehearsal = noRehearsal == 0 ? Long.MAX_VALUE : noRehearsal;
        this.fewerUpdates = fewerUpdates == 0 ? Long.MAX_VALUE : fewerUpdates;
    }

    /** The level where so many events wait. */
    LoadLevel at(long waiting) {
        boolean fewer = level == LoadLevel.FEWER_UPDATES;
        if (waiting >= (fewer ? fewerUpdates / LEFT_AT : fewerUpdates)) {
            level = LoadLevel.FEWER_UPDATES;
        } else if (waiting >= (level == LoadLevel.FULL ? noRehearsal : noRehearsal / LEFT_AT)) {
            level = LoadLevel.NO_REHEARSAL;
        } else {
            level = LoadLevel.FULL;
        }
        return level;
    }

    LoadLevel level() {
        return level;
    }
}
