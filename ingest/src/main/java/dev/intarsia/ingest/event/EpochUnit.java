package dev.intarsia.ingest.event;

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

    /** As in {@code milliseconds}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
