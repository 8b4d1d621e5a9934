package dev.intarsia.model.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Rotary positions as {@code config.json} says them: {@code rope_theta} beside {@code rope_scaling}, or both within
 * {@code rope_parameters}.
 */
record RopeJson(Path file, JsonNode root) {

    Rope rope() throws IOException {
        JsonNode parameters = root.path("rope_parameters");
        JsonNode scaling = parameters.isObject() ? parameters : root.path("rope_scaling");
        JsonNode beside = root.path("rope_theta");
        JsonNode base = beside.isMissingNode() || beside.isNull() ? parameters.path("rope_theta") : beside;
        if (!base.isMissingNode() && !base.isNumber()) {
            throw new MalformedCheckpointException(
                    file, "rope_theta must be a number, not " + EndTokens.brief(base) + ".");
        }
        double theta = base.asDouble(10000);
        return new Rope(theta, scaling.isObject() ? scaling(scaling) : new Rope.Scaling.None());
    }

    private Rope.Scaling scaling(JsonNode node) throws IOException {
        String type = node.path("rope_type").asText(node.path("type").asText("default"));
        return switch (type) {
            case "default" -> new Rope.Scaling.None();
            case "linear" -> new Rope.Scaling.Linear(positive(node, "factor"));
            case "llama3" ->
                new Rope.Scaling.Llama3(
                        positive(node, "factor"),
                        positive(node, "low_freq_factor"),
                        positive(node, "high_freq_factor"),
                        (int) positive(node, "original_max_position_embeddings"));
            default ->
                throw new UnsupportedModelException(
                        file,
                        "rope type '" + (type.length() > 60 ? type.substring(0, 60) + "…" : type)
                                + "' is not supported; default, linear and llama3 are.");
        };
    }

    private double positive(JsonNode node, String name) throws IOException {
        double value = node.path(name).asDouble(0);
        if (!(value > 0) || value > Integer.MAX_VALUE) {
            throw new MalformedCheckpointException(file, "rope scaling needs a positive " + name + ".");
        }
        return value;
    }
}
