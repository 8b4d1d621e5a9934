package dev.intarsia.events.parse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Strict JSON: exactly one object, no key twice, nothing after it, and no nesting deep enough to hurt. */
final class JsonObjects {
    private static final int MAX_DEPTH = 16;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(64)
                            .maxNameLength(256)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonObjects() {}

    static Reading<ObjectNode> read(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            if (node instanceof ObjectNode object) {
                return new Reading.Valid<>(object);
            }
            return new Reading.Invalid<>(
                    Problem.BODY,
                    node.isMissingNode()
                            ? "is empty; send one JSON object"
                            : "is " + described(node) + "; send one JSON object");
        } catch (JsonProcessingException e) {
            return new Reading.Invalid<>(List.of(problem(e, text.indexOf('\n') >= 0)));
        }
    }

    /** How a person would call the node. */
    static String described(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            case NULL -> "null";
            default -> "missing";
        };
    }

    /** Where it is on a line of its own, that line's number is whoever cut it to tell. */
    private static Problem problem(JsonProcessingException e, boolean overLines) {
        if (e instanceof StreamConstraintsException) {
            return new Problem(
                    Problem.BODY, "is nested deeper, or has longer names or numbers, than any event; simplify it");
        }
        boolean twice = e.getOriginalMessage().startsWith("Duplicate field");
        return new Problem(
                field(e),
                twice
                        ? "is given twice; send it once"
                        : "is not valid JSON at "
                                + (overLines ? "line " + e.getLocation().getLineNr() + ", " : "") + "column "
                                + e.getLocation().getColumnNr() + "; correct the text there");
    }

    /** The field the parser was at, as in {@code input.title}. */
    private static String field(JsonProcessingException e) {
        if (!(e.getProcessor() instanceof JsonParser parser)) {
            return Problem.BODY;
        }
        List<String> path = new ArrayList<>();
        JsonPointer rest = parser.getParsingContext().pathAsPointer();
        for (; rest != null && !rest.matches(); rest = rest.tail()) {
            path.add(rest.getMatchingProperty());
        }
        return path.isEmpty() ? Problem.BODY : String.join(".", path);
    }
}
