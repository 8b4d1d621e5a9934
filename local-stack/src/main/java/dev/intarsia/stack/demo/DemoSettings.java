package dev.intarsia.stack.demo;

import java.time.Duration;
import java.util.Optional;

/**
 * How much of the sample stream the demo plays.
 *
 * @param targets how many of the target users, the most active first
 * @param sharers how many of the most active population users share their adapters
 * @param targetEvents how many of a target user's latest events are played at most
 * @param sharerEvents how many of a sharer's latest events are played at most
 * @param roundEvents how many events of each user pass between two looks at the predictions
 * @param tuning whether population users who do not share stand in for the target users, so that settings can be
 *     chosen without looking at the target users
 * @param time how long the whole may take, from the start of the process: fewer events are played where more would not
 *     fit; empty for as long as it takes
 */
public record DemoSettings(
        int targets,
        int sharers,
        int targetEvents,
        int sharerEvents,
        int roundEvents,
        boolean tuning,
        Optional<Duration> time) {
    /** Share of a target user's played events, the latest, whose predictions are scored. */
    public static final double SCORED_SHARE = 0.2;

    public DemoSettings {
        atLeast("targets", targets, 1);
        atLeast("sharers", sharers, 0);
        atLeast("targetEvents", targetEvents, 5);
        atLeast("sharerEvents", sharerEvents, 1);
        atLeast("roundEvents", roundEvents, 1);
    }

    public static DemoSettings standard() {
        return new DemoSettings(100, 50, 150, 100, 2, false, Optional.empty());
    }

    /** The same with fewer events. */
    DemoSettings withEvents(int ofTargets, int ofSharers) {
        return new DemoSettings(targets, sharers, ofTargets, ofSharers, roundEvents, tuning, time);
    }

    private static void atLeast(String name, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "The demo's " + name + " is " + value + "; it must be at least " + least + ".");
        }
    }
}
