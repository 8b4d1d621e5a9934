package dev.intarsia.events.parse;

import java.util.Locale;

/**
 * The units that times since 1970 are counted in. A number shows by its size which one it is in: each range reaches from
 * 1973 to the year 5138, and in nanoseconds as far as a long does.
 */
public enum EpochUnit {
    SECONDS(100_000_000_000L),
    MILLISECONDS(100_000_000_000_000L),
    MICROSECONDS(100_000_000_000_000_000L),
    NANOSECONDS(Long.MAX_VALUE);

    private static final long FIRST_DAY = 1970_01_01;
    private static final long LAST_DAY = 2099_12_31;
    private static final String DAY_EXAMPLE = "20260131";

    private final long end;

    EpochUnit(long end) {
        this.end = end;
    }

    /** The unit of a time that is not long ago or far ahead; negative numbers are of the same size as positive ones. */
    public static EpochUnit of(long number) {
        long size = number == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(number);
        for (EpochUnit unit : values()) {
            if (size < unit.end) {
                return unit;
            }
        }
        return NANOSECONDS;
    }

    /** What a number of any size looks like, as in {@code milliseconds}; or a day whose parts are written together. */
    public static String seen(long number) {
        return isDay(number) ? "a day, as in " + DAY_EXAMPLE : of(number).text();
    }

    /** Whether a number is a year, a month and a day of our time: as seconds all of these lie within two weeks of 1970. */
    static boolean isDay(long number) {
        long month = number / 100 % 100;
        long day = number % 100;
        return number >= FIRST_DAY && number <= LAST_DAY && month >= 1 && month <= 12 && day >= 1 && day <= 31;
    }

    /** As in {@code milliseconds}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
