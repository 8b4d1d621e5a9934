package dev.intarsia.replay.lamp;

import dev.intarsia.events.parse.EpochUnit;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Dates as profiles have them: a year, a month or a day, {@code 2009}, {@code 2009-5} or {@code 2009-05-17}. */
final class LampDate {
    private static final Pattern DAY = Pattern.compile("(\\d{4})(?:-(\\d{1,2})(?:-(\\d{1,2}))?)?");

    private LampDate() {}

    /** The date's first moment, in UTC; a time with its offset is taken as it is. Empty where it is no date. */
    static Optional<Instant> parse(String text) {
        Matcher day = DAY.matcher(text.strip());
        try {
            return Optional.of(
                    day.matches()
                            ? LocalDate.of(number(day.group(1)), number(day.group(2)), number(day.group(3)))
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant()
                            : OffsetDateTime.parse(text.strip()).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** What a text that is no date looks like, and what to do. */
    static String problem(String text) {
        String seen;
        try {
            seen = "which looks like " + EpochUnit.seen(Long.parseLong(text.strip()));
        } catch (NumberFormatException e) {
            seen = "which is none";
        }
        return "has the date '" + text.strip() + "', " + seen + "; give 2009, 2009-05 or 2009-05-17";
    }

    private static int number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 1 : Integer.parseInt(digits);
    }
}
