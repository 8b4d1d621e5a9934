package dev.intarsia.events.parse;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An event's time as JSON gives it: ISO-8601 with an offset, or milliseconds since 1970. */
final class EventTime {
    private static final String FORMS = "send ISO-8601 with an offset, as in 2026-01-31T12:00:00Z, or milliseconds";

    private static final Pattern DIGITS = Pattern.compile("\\s*(\\d{1,18})(\\.\\d*)?\\s*");
    private static final double BEYOND = 9e18;

    private EventTime() {}

    static Reading<Instant> read(String field, JsonNode node) {
        if (node.isTextual()) {
            return parse(field, node.textValue());
        }
        return node.isIntegralNumber()
                ? millis(field, node)
                : new Reading.Invalid<>(field, "is " + JsonObjects.described(node) + "; " + FORMS + fraction(node));
    }

    private static Reading<Instant> parse(String field, String text) {
        try {
            return new Reading.Valid<>(OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS));
        } catch (DateTimeException e) {
            Matcher digits = DIGITS.matcher(text);
            String seen = digits.matches()
                    ? " but a number in quotes, which looks like " + EpochUnit.seen(Long.parseLong(digits.group(1)))
                    : "";
            return new Reading.Invalid<>(field, "is not a time" + seen + "; " + FORMS);
        }
    }

    private static String fraction(JsonNode node) {
        double number = node.isNumber() ? node.doubleValue() : Double.NaN;
        return Math.abs(number) < BEYOND
                ? " as a whole number; this one looks like " + EpochUnit.seen((long) number)
                : "";
    }

    private static Reading<Instant> millis(String field, JsonNode node) {
        if (!node.canConvertToLong()) {
            return new Reading.Invalid<>(field, "is beyond any calendar; " + FORMS);
        }
        long millis = node.longValue();
        // Who means the early seventies can send ISO-8601. Before 1970 no unit helps.
        if (millis >= 0 && EpochUnit.of(millis) != EpochUnit.MILLISECONDS) {
            return new Reading.Invalid<>(
                    field, "is " + millis + ", which looks like " + EpochUnit.seen(millis) + "; " + FORMS);
        }
        return new Reading.Valid<>(Instant.ofEpochMilli(millis));
    }
}
