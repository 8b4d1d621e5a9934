package dev.intarsia.ingest.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;

/** An event's time as JSON gives it: ISO-8601 with an offset, or milliseconds since 1970. */
final class EventTime {
    /** Smaller numbers are seconds sent by mistake; who means the early seventies can send ISO-8601. */
    private static final long LEAST_MILLIS = 100_000_000_000L;

    private static final String FORMS = "send ISO-8601 with an offset, as in 2026-01-31T12:00:00Z, or milliseconds";

    private EventTime() {}

    static Reading<Instant> read(String field, JsonNode node) {
        if (node.isTextual()) {
            return parse(field, node.textValue());
        }
        return node.isIntegralNumber()
                ? millis(field, node)
                : new Reading.Invalid<>(field, "is " + JsonObjects.described(node) + "; " + FORMS);
    }

    private static Reading<Instant> parse(String field, String text) {
        try {
            return new Reading.Valid<>(OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS));
        } catch (DateTimeException e) {
            return new Reading.Invalid<>(field, "is not a time; " + FORMS);
        }
    }

    private static Reading<Instant> millis(String field, JsonNode node) {
        if (!node.canConvertToLong()) {
            return new Reading.Invalid<>(field, "is beyond any calendar; " + FORMS);
        }
        long millis = node.longValue();
        if (millis >= 0 && millis < LEAST_MILLIS) {
            return new Reading.Invalid<>(field, "is " + millis + ", which looks like seconds; " + FORMS);
        }
        return new Reading.Valid<>(Instant.ofEpochMilli(millis));
    }
}
