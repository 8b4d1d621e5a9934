package dev.intarsia.replay.sweep;

import java.util.Locale;

/** Whose questions are asked. */
public enum SweepPeople {
    /** Users of the population who do not share: settings are chosen on them. */
    POPULATION,
    /** The most active users of all, whom nothing was chosen on. */
    TARGETS;

    /** As reports and the command line name them. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
