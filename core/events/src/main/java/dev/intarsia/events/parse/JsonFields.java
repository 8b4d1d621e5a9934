package dev.intarsia.events.parse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields of one JSON object, taken one by one; what is wrong with any of them is collected. */
final class JsonFields {
    private final ObjectNode object;
    private final List<Problem> problems = new ArrayList<>();

    /** Every field of the object that is not among the known ones is a problem. */
    JsonFields(ObjectNode object, Set<String> known) {
        this.object = object;
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                add(name, "is not a known field; remove it or use one of " + String.join(", ", known));
            }
        });
    }

    List<Problem> problems() {
        return problems;
    }

    void add(String field, String problem) {
        problems.add(new Problem(field, problem));
    }

    /** The value, or null where the field is absent or null. */
    @Nullable
    JsonNode optional(String name) {
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    /** The value, or null with a problem noted where the field is absent or null. */
    @Nullable
    JsonNode required(String name) {
        JsonNode node = object.get(name);
        if (node == null) {
            add(name, "is missing; send it");
        } else if (node.isNull()) {
            add(name, "is null; send a value");
            return null;
        }
        return node;
    }

    /** What {@code read} makes of the node, or null with its problems noted. */
    <T> @Nullable T read(@Nullable JsonNode node, Function<JsonNode, Reading<T>> read) {
        if (node == null) {
            return null;
        }
        Reading<T> reading = read.apply(node);
        if (reading instanceof Reading.Valid<T> valid) {
            return valid.value();
        }
        problems.addAll(((Reading.Invalid<T>) reading).problems());
        return null;
    }

    /** A string that keeps the rule, or null with its problem noted. */
    @Nullable
    String text(String path, @Nullable JsonNode node, Function<String, Optional<String>> rule) {
        return read(node, value -> {
            if (!value.isTextual()) {
                return new Reading.Invalid<>(path, "is " + JsonObjects.described(value) + "; send a string");
            }
            Optional<String> problem = rule.apply(value.textValue());
            return problem.isPresent()
                    ? new Reading.Invalid<>(path, problem.get())
                    : new Reading.Valid<>(value.textValue());
        });
    }

    /** An object of strings by name, in its order; null with problems noted where it is anything else. */
    @Nullable
    Map<String, String> texts(String path, @Nullable JsonNode node) {
        return read(node, value -> {
            if (!value.isObject()) {
                return new Reading.Invalid<>(
                        path, "is " + JsonObjects.described(value) + "; send an object of strings");
            }
            Map<String, String> texts = new LinkedHashMap<>();
            List<Problem> wrong = new ArrayList<>();
            for (Map.Entry<String, JsonNode> entry : value.properties()) {
                if (entry.getValue().isTextual()) {
                    texts.put(entry.getKey(), entry.getValue().textValue());
                } else {
                    String problem = "is " + JsonObjects.described(entry.getValue()) + "; send a string";
                    wrong.add(new Problem(path + "." + entry.getKey(), problem));
                }
            }
            return wrong.isEmpty() ? new Reading.Valid<>(texts) : new Reading.Invalid<>(wrong);
        });
    }
}
