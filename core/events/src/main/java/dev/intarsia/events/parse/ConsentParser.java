package dev.intarsia.events.parse;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.schemas.avro.SharingConsent;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a user's decision to share: {@code {"granted": true, "shareRatio"?: 0.5}}; the ratio is 1 where left out. */
public final class ConsentParser {
    private static final Set<String> KNOWN = new LinkedHashSet<>(List.of("granted", "shareRatio"));
    private static final double ALL = 1.0;

    private final Clock clock;

    public ConsentParser(Clock clock) {
        this.clock = requireNonNull(clock);
    }

    /** The consent in UTF-8 JSON, decided now; or everything that is wrong with it. */
    public Reading<SharingConsent> parse(String user, byte[] json) {
        return Utf8.decode(json).then(JsonObjects::read).then(object -> consent(user, object));
    }

    private Reading<SharingConsent> consent(String user, ObjectNode object) {
        JsonFields fields = new JsonFields(object, KNOWN);
        Boolean granted = fields.read(
                fields.required("granted"),
                node -> node.isBoolean()
                        ? new Reading.Valid<>(node.booleanValue())
                        : new Reading.Invalid<>(
                                "granted", "is " + JsonObjects.described(node) + "; send true or false"));
        @Nullable JsonNode sent = fields.optional("shareRatio");
        Double ratio = sent == null ? Double.valueOf(ALL) : fields.read(sent, ConsentParser::ratio);
        if (!fields.problems().isEmpty() || granted == null || ratio == null) {
            return new Reading.Invalid<>(fields.problems());
        }
        return new Reading.Valid<>(
                new SharingConsent(user, granted, ratio, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }

    private static Reading<Double> ratio(JsonNode node) {
        if (!node.isNumber()) {
            return new Reading.Invalid<>("shareRatio", "is " + JsonObjects.described(node) + "; send a number");
        }
        double ratio = node.doubleValue();
        return ratio >= 0 && ratio <= 1
                ? new Reading.Valid<>(ratio)
                : new Reading.Invalid<>("shareRatio", "is " + ratio + "; send a number from 0 to 1");
    }
}
