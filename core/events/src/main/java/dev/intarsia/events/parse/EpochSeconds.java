package dev.intarsia.events.parse;

import java.time.Instant;
import java.util.regex.Pattern;

/** A time as tables give it: whole seconds since 1970. */
public final class EpochSeconds {
    private static final Pattern FRACTION = Pattern.compile("[+-]?\\d+\\.\\d*|[+-]?\\d+(\\.\\d*)?[eE][+-]?\\d+");
    private static final Pattern DATE = Pattern.compile("\\d{1,4}[-/.]\\d{1,2}[-/.]\\d{1,4}.*");
    private static final Pattern DIGITS = Pattern.compile("[+-]?\\d+");
    private static final String FORM = "give whole seconds since 1970";

    private EpochSeconds() {}

    /** The moment, or what the text looks like instead. */
    public static Reading<Instant> read(String field, String text) {
        try {
            long seconds = Long.parseLong(text);
            return EpochUnit.of(seconds) == EpochUnit.SECONDS && !EpochUnit.isDay(seconds)
                    ? new Reading.Valid<>(Instant.ofEpochSecond(seconds))
                    : new Reading.Invalid<>(
                            field, "is " + seconds + ", which looks like " + EpochUnit.seen(seconds) + "; " + FORM);
        } catch (NumberFormatException e) {
            return new Reading.Invalid<>(field, "is " + seen(text) + "; " + FORM);
        }
    }

    private static String seen(String text) {
        if (text.isBlank()) {
            return "missing";
        }
        if (DATE.matcher(text).matches()) {
            return "a date";
        }
        if (DIGITS.matcher(text).matches()) {
            return "beyond any calendar";
        }
        return FRACTION.matcher(text).matches()
                ? "a number with a fraction or an exponent, which looks like "
                        + EpochUnit.seen((long) Double.parseDouble(text))
                : "no number";
    }
}
