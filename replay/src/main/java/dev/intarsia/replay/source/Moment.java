package dev.intarsia.replay.source;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Moments as people write them on a command line. */
final class Moment {
    private static final String EARLIEST = "earliest";
    private static final String LATEST = "latest";
    private static final Pattern LAST = Pattern.compile("last=(\\d{1,6})([smhd])");
    private static final Map<String, Duration> UNITS = Map.of(
            "s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d", Duration.ofDays(1));

    private Moment() {}

    static Optional<Instant> from(String text, Instant now) {
        if (text.equals(EARLIEST)) {
            return Optional.empty();
        }
        Matcher last = LAST.matcher(text);
        if (last.matches()) {
            Duration unit = UNITS.getOrDefault(last.group(2), Duration.ZERO);
            return Optional.of(now.minus(unit.multipliedBy(Long.parseLong(last.group(1)))));
        }
        return Optional.of(parse(text, EARLIEST + ", last=30d (s, m, h or d)"));
    }

    static Optional<Instant> to(String text) {
        return text.equals(LATEST) ? Optional.empty() : Optional.of(parse(text, LATEST));
    }

    private static Instant parse(String text, String others) {
        try {
            return text.length() == "2026-01-31".length()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no moment; give " + others
                            + ", a day as in 2026-01-31, or a time with its offset as in 2026-01-31T12:00:00Z.",
                    e);
        }
    }
}
