package dev.intarsia.stack.explain;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Lines of text, without blanks at their ends, and how numbers and times are written in them. */
final class Lines {
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);
    /** The least magnitude that four decimals show. */
    private static final double SHOWN = 0.00005;

    private final StringBuilder text = new StringBuilder();

    Lines add(String format, Object... values) {
        text.append(printable(String.format(Locale.ROOT, format, values)).stripTrailing())
                .append('\n');
        return this;
    }

    Lines blank() {
        text.append('\n');
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** Without characters that would steer a terminal. */
    static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    /** As in {@code 2026-03-01 12:00:00 UTC}. */
    static String second(Instant time) {
        return SECOND.format(time);
    }

    /** As in {@code 2026-03-01 12:00}, of UTC. */
    static String minute(Instant time) {
        return MINUTE.format(time);
    }

    static String number(double value) {
        boolean small = value != 0 && Math.abs(value) < SHOWN;
        return String.format(Locale.ROOT, small ? "%.1e" : "%.4f", value);
    }

    static String count(long count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** How long ago, in the unit that leaves one or more of it. */
    static String age(Instant time, Instant now) {
        Duration age = Duration.between(time, now);
        if (age.toDays() > 0) {
            return count(age.toDays(), "day") + " ago";
        }
        if (age.toHours() > 0) {
            return count(age.toHours(), "hour") + " ago";
        }
        if (age.toMinutes() > 0) {
            return count(age.toMinutes(), "minute") + " ago";
        }
        return count(Math.max(0, age.toSeconds()), "second") + " ago";
    }
}
