package dev.intarsia.evaluation.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;

/** How reports are written as JSON, and what of them two runs of the same replay have in common. */
public final class ReportJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .addModule(
                    new SimpleModule().addSerializer(Double.class, new Short()).addSerializer(Double.TYPE, new Short()))
            .build();

    private ReportJson() {}

    /** Records as JSON. */
    public static JsonNode of(Object report) {
        return MAPPER.valueToTree(report);
    }

    static String text(JsonNode report) throws IOException {
        return MAPPER.writeValueAsString(report) + "\n";
    }

    /**
     * A report without what depends on the machine and its load: equal for equal replays.
     *
     * @param report as read from {@code report.json}; not changed
     */
    public static JsonNode withoutTimings(JsonNode report) {
        ObjectNode copy = report.deepCopy();
        copy.path("costs").forEach(cost -> ((ObjectNode) cost).remove("seconds"));
        return copy;
    }

    /** Nine digits say more than any resample can; what is no number is null. */
    private static final class Short extends JsonSerializer<Double> {
        private static final MathContext DIGITS = new MathContext(9);

        @Override
        public void serialize(Double value, JsonGenerator json, SerializerProvider provider) throws IOException {
            if (!Double.isFinite(value)) {
                json.writeNull();
            } else {
                json.writeNumber(BigDecimal.valueOf(value).round(DIGITS).doubleValue());
            }
        }
    }
}
