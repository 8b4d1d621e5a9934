package dev.intarsia.oppu.update;

/**
 * How much training updates get under load. All events count as seen at every level, each once; what differs is how often
 * they are trained on.
 */
public enum LoadLevel {
    /** As the settings say. */
    FULL(0, 1),
    /** Steps have new events alone. */
    NO_REHEARSAL(1, 1),
    /** Likewise; an update is made only at every fourth that falls due, and trains on each of its events about once. */
    FEWER_UPDATES(2, 4);

    private final int number;
    private final int dues;

    LoadLevel(int number, int dues) {
        this.number = number;
        this.dues = dues;
    }

    /** Part of lineages on the log, so it must not change between releases. */
    public int number() {
        return number;
    }

    /** At how many updates that fall due one is made. */
    public int dues() {
        return dues;
    }

    /** Whether a user for whom an update falls due, the {@code due}-th since the last that was made, gets it. */
    public boolean makes(long due) {
        return dues == 1 || due >= dues;
    }

    /** How many older events fill a step up. */
    int rehearsed(int rows) {
        return this == FULL ? rows : 0;
    }

    /** Steps for as many new events as make an update due. */
    int steps(int steps) {
        return this == FEWER_UPDATES ? (steps + 1) / 2 : steps;
    }

    /** The level of a number; that of least training for one that only a later release may know. */
    public static LoadLevel of(int number) {
        for (LoadLevel level : values()) {
            if (level.number == number) {
                return level;
            }
        }
        return FEWER_UPDATES;
    }
}
