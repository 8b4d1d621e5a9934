package dev.intarsia.model.checkpoint;

import dev.intarsia.pieces.module.Projection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which tensors a decoder has, under the names of the Hugging Face layout. */
public final class DecoderTensors {
    public static final String EMBEDDING = "model.embed_tokens.weight";
    public static final String NORM = "model.norm.weight";
    public static final String HEAD = "lm_head.weight";

    private DecoderTensors() {}

    /** The name of a layer's tensor: {@code model.layers.3.self_attn.q_proj.weight}. */
    public static String name(int layer, String part) {
        return "model.layers." + layer + "." + part;
    }

    /** The part of a layer's tensor name that says which projection it is. */
    public static String part(Projection projection) {
        String block = switch (projection) {
            case Q, K, V, O -> "self_attn.";
            case GATE, UP, DOWN -> "mlp.";
            case PROMPT -> throw noMap(projection);
        };
        return block + projection.text() + "_proj";
    }

    /** Every tensor and its shape, from the embedding up. */
    public static Map<String, List<Integer>> of(ModelConfig config) {
        Map<String, List<Integer>> tensors = new LinkedHashMap<>();
        tensors.put(EMBEDDING, List.of(config.vocabularySize(), config.hiddenSize()));
        for (int layer = 0; layer < config.layers(); layer++) {
            addLayer(config, layer, tensors);
        }
        tensors.put(NORM, List.of(config.hiddenSize()));
        if (!config.tiedHead()) {
            tensors.put(HEAD, List.of(config.vocabularySize(), config.hiddenSize()));
        }
        return tensors;
    }

    private static void addLayer(ModelConfig config, int layer, Map<String, List<Integer>> tensors) {
        tensors.put(name(layer, "input_layernorm.weight"), List.of(config.hiddenSize()));
        tensors.put(name(layer, "post_attention_layernorm.weight"), List.of(config.hiddenSize()));
        for (Projection projection : Projection.linear()) {
            String part = part(projection);
            tensors.put(name(layer, part + ".weight"), List.of(config.outputs(projection), config.inputs(projection)));
            if (biased(config.attention(), projection)) {
                tensors.put(name(layer, part + ".bias"), List.of(config.outputs(projection)));
            }
        }
        if (config.attention().queryKeyNorm()) {
            tensors.put(name(layer, "self_attn.q_norm.weight"), List.of(config.headSize()));
            tensors.put(name(layer, "self_attn.k_norm.weight"), List.of(config.headSize()));
        }
    }

    private static boolean biased(AttentionShape attention, Projection projection) {
        return switch (projection) {
            case Q, K, V -> attention.bias();
            case O -> attention.outputBias();
            case GATE, UP, DOWN -> false;
            case PROMPT -> throw noMap(projection);
        };
    }

    private static IllegalArgumentException noMap(Projection projection) {
        return new IllegalArgumentException(
                "'" + projection + "' is no linear map of a layer, so no tensor has its name.");
    }
}
