package dev.intarsia.schemas.validation;

import java.time.Duration;
import java.time.Instant;

/** How long ago something was, as answers and metrics may say it: never negative, and never beyond what is of use. */
public final class Age {
    /** What is older counts as this old. */
    public static final Duration LONGEST = Duration.ofDays(7);

    private Age() {}

    /** The age of a time, which may be any there is; zero for what lies ahead, as by clocks that disagree. */
    public static Duration of(Instant time, Instant now) {
        if (!time.isBefore(now)) {
            return Duration.ZERO;
        }
        Duration age = Duration.between(time, now);
        return age.compareTo(LONGEST) < 0 ? age : LONGEST;
    }
}
