package dev.intarsia.model.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Rotary positions as {@code config.json} says them, with the order of precedence of Transformers 5: {@code rope_scaling}
 * where it says anything, or else {@code rope_parameters}; the {@code rope_theta} within it, or else the one beside it;
 * {@code rope_type}, or else {@code type}.
 */
record RopeJson(Path file, JsonNode root) {
    private static final String THETA = "rope_theta";
    private static final String PARAMETERS = "rope_parameters";
    private static final String SCALING = "rope_scaling";
    private static final String ORIGINAL = "original_max_position_embeddings";
    private static final String PARTIAL = "partial_rotary_factor";
    private static final double USUAL_THETA = 10000;

    Rope rope() throws IOException {
        JsonNode given = given();
        for (Map.Entry<String, JsonNode> entry : given.properties()) {
            if (entry.getValue().isObject()) {
                throw new UnsupportedModelException(
                        file,
                        name(given) + " of their own for a kind of layer ('" + Sentence.brief(entry.getKey())
                                + "') are not supported; only one set for all layers is.");
            }
        }
        requireWhole(given.has(PARTIAL) ? given.path(PARTIAL) : root.path(PARTIAL));
        return new Rope(theta(given), scaling(given));
    }

    /** Sentences about fields that say different things, and which of them counts. */
    List<String> contradictions() throws IOException {
        List<String> said = new ArrayList<>();
        JsonNode given = given();
        JsonNode parameters = object(PARAMETERS);
        if (given == root.path(SCALING) && !parameters.isEmpty() && !given.equals(parameters)) {
            said.add("config.json has rope_scaling and rope_parameters, which differ; rope_scaling is used, as "
                    + "Transformers 5 does.");
        }
        JsonNode within = given.path(THETA);
        JsonNode beside = root.path(THETA);
        if (within.isNumber() && beside.isNumber() && within.asDouble() != beside.asDouble()) {
            said.add("config.json has rope_theta " + Sentence.brief(within.asText()) + " within " + name(given)
                    + " and " + Sentence.brief(beside.asText())
                    + " beside it; the one within is used, as Transformers 5 does.");
        }
        return said;
    }

    private String name(JsonNode given) {
        return given == root.path(SCALING) ? SCALING : PARAMETERS;
    }

    private JsonNode given() throws IOException {
        JsonNode scaling = object(SCALING);
        return scaling.isEmpty() ? object(PARAMETERS) : scaling;
    }

    /** That field's object; a missing node where it is null or missing. */
    private JsonNode object(String name) throws IOException {
        JsonNode node = root.path(name);
        if (node.isNull() || node.isMissingNode()) {
            return MissingNode.getInstance();
        }
        if (!(node instanceof ObjectNode)) {
            throw new MalformedCheckpointException(
                    file, name + " must be an object or null, not " + Sentence.brief(node) + ".");
        }
        return node;
    }

    private double theta(JsonNode given) throws IOException {
        JsonNode theta = given.has(THETA) ? given.path(THETA) : root.path(THETA);
        if (theta.isMissingNode()) {
            return USUAL_THETA;
        }
        if (!theta.isNumber()) {
            throw new MalformedCheckpointException(
                    file, "rope_theta must be a number, not " + Sentence.brief(theta) + ".");
        }
        return theta.asDouble();
    }

    private void requireWhole(JsonNode part) throws IOException {
        if (!part.isMissingNode() && !part.isNull() && !(part.isNumber() && part.asDouble() == 1)) {
            throw new UnsupportedModelException(
                    file,
                    "partial_rotary_factor other than 1 is not supported, and it is " + Sentence.brief(part) + ".");
        }
    }

    private Rope.Scaling scaling(JsonNode given) throws IOException {
        JsonNode type = given.has("rope_type") ? given.path("rope_type") : given.path("type");
        switch (type.isMissingNode() ? "default" : type.asText()) {
            case "default":
                return new Rope.Scaling.None();
            case "linear":
                return new Rope.Scaling.Linear(positive(given, "factor"));
            case "dynamic":
                // It stretches only what is longer than max_position_embeddings, and nothing is here.
                positive(given, "factor");
                return new Rope.Scaling.None();
            case "llama3":
                return new Rope.Scaling.Llama3(
                        positive(given, "factor"),
                        positive(given, "low_freq_factor"),
                        positive(given, "high_freq_factor"),
                        original(given));
            default:
                throw new UnsupportedModelException(
                        file,
                        "rope type '" + Sentence.brief(type.asText())
                                + "' is not supported; default, linear, dynamic and llama3 are.");
        }
    }

    /** The context of the first training: beside the parameters, within them, or the whole context. */
    private int original(JsonNode given) throws IOException {
        if (root.hasNonNull(ORIGINAL)) {
            return (int) positive(root, ORIGINAL);
        }
        return (int) (given.has(ORIGINAL) ? positive(given, ORIGINAL) : positive(root, "max_position_embeddings"));
    }

    private double positive(JsonNode node, String name) throws IOException {
        double value = node.path(name).isNumber() ? node.path(name).asDouble() : 0;
        if (!(value > 0) || value > Integer.MAX_VALUE) {
            throw new MalformedCheckpointException(
                    file,
                    "rope scaling needs a positive " + name + ", and it is " + Sentence.brief(node.path(name)) + ".");
        }
        return value;
    }
}
