package dev.intarsia.model.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The sliding window as {@code config.json} says it, with what Transformers takes where it says nothing. Mistral has it in
 * all layers; Qwen, where {@code use_sliding_window} is set, in those that {@code layer_types} names, or else from
 * {@code max_window_layers} on.
 */
record SlidingWindowJson(Path file, JsonNode root) {
    private static final String SLIDING = "sliding_attention";
    private static final int USUAL = 4096;
    private static final int USUALLY_FULL = 28;

    /** @return none where the window reaches as far as the context, so that it hides nothing */
    SlidingWindow window(String type, int layers, int context) throws MalformedCheckpointException {
        List<Integer> windowed = switch (type) {
            case "mistral" -> IntStream.range(0, layers).boxed().toList();
            case "qwen2", "qwen3" -> qwen(layers);
            default -> List.of();
        };
        JsonNode size = root.path("sliding_window");
        if (windowed.isEmpty() || size.isNull()) {
            return SlidingWindow.NONE;
        }
        int positions = whole("sliding_window", USUAL, 1);
        return positions >= context ? SlidingWindow.NONE : new SlidingWindow(positions, windowed);
    }

    private List<Integer> qwen(int layers) throws MalformedCheckpointException {
        boolean used = root.path("use_sliding_window").asBoolean(false)
                && !root.path("sliding_window").isNull();
        JsonNode types = root.path("layer_types");
        if (types.isMissingNode() || types.isNull()) {
            int full = whole("max_window_layers", USUALLY_FULL, 0);
            return used
                    ? IntStream.range(Math.min(full, layers), layers).boxed().toList()
                    : List.of();
        }
        if (!types.isArray() || types.size() != layers) {
            throw broken("layer_types must name the kind of each of the " + layers + " layers.");
        }
        List<Integer> windowed = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            String kind = types.get(layer).asText("");
            if (kind.equals(SLIDING)) {
                windowed.add(layer);
            } else if (!kind.equals("full_attention")) {
                throw broken("layer_types names " + Sentence.brief(types.get(layer)) + " for layer " + layer
                        + ", but only full_attention and " + SLIDING + " are supported.");
            }
        }
        if (!used && !windowed.isEmpty()) {
            throw broken("layer_types names layers of " + SLIDING
                    + ", but use_sliding_window is not true or sliding_window is null; set both, or change the types.");
        }
        return windowed;
    }

    private int whole(String name, int otherwise, int least) throws MalformedCheckpointException {
        JsonNode node = root.path(name);
        return node.isMissingNode() ? otherwise : JsonFile.whole(file, name, node, least);
    }

    private MalformedCheckpointException broken(String problem) {
        return new MalformedCheckpointException(file, problem);
    }

    static void write(ObjectNode root, ModelConfig config) {
        SlidingWindow window = config.window();
        if (config.modelType().equals("mistral")) {
            // Where it says nothing, readers take 4096.
            root.put("sliding_window", window.none() ? null : (Integer) window.size());
        } else if (!window.none()) {
            root.put("use_sliding_window", true);
            root.put("sliding_window", window.size());
            root.put("max_window_layers", window.layers().get(0));
            ArrayNode types = root.putArray("layer_types");
            for (int layer = 0; layer < config.layers(); layer++) {
                types.add(window.layers().contains(layer) ? SLIDING : "full_attention");
            }
        }
    }
}
