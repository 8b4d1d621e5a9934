package dev.intarsia.schemas.config;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 100ms}, {@code 5s}, {@code 10m}, {@code 24h}, {@code 31d}. */
public final class WrittenDuration {
    private static final Map<String, Duration> UNITS = Map.of(
            "ms",
            Duration.ofMillis(1),
            "s",
            Duration.ofSeconds(1),
            "m",
            Duration.ofMinutes(1),
            "h",
            Duration.ofHours(1),
            "d",
            Duration.ofDays(1));
    private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,9})(ms|s|m|h|d)");

    private WrittenDuration() {}

    /** @throws IllegalArgumentException where it is no duration, with a sentence that says how to write one */
    public static Duration parse(String text) {
        Matcher written = WRITTEN.matcher(text.strip());
        if (!written.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no duration; write a whole number and ms, s, m, h or d, as in 50ms.");
        }
        return UNITS.getOrDefault(written.group(2), Duration.ZERO).multipliedBy(Long.parseLong(written.group(1)));
    }
}
