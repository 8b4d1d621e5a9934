package dev.intarsia.model.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A model's shape as {@code config.json} says it. */
final class ConfigJson {
    private ConfigJson() {}

    static ObjectNode of(ObjectNode root, ModelConfig config) {
        root.putArray("architectures").add(architecture(config.modelType()));
        root.put("model_type", config.modelType());
        root.put("hidden_act", "silu");
        root.put("hidden_size", config.hiddenSize());
        root.put("intermediate_size", config.intermediateSize());
        root.put("num_hidden_layers", config.layers());
        root.put("num_attention_heads", config.heads());
        root.put("num_key_value_heads", config.keyValueHeads());
        root.put("head_dim", config.headSize());
        root.put("attention_bias", config.attention().outputBias());
        root.put("rms_norm_eps", config.normEpsilon());
        root.put("rope_theta", config.rope().theta());
        scaling(root, config.rope().scaling());
        root.put("vocab_size", config.vocabularySize());
        root.put("max_position_embeddings", config.contextLength());
        SlidingWindowJson.write(root, config);
        root.put("tie_word_embeddings", config.tiedHead());
        root.put("bos_token_id", config.bosTokenId());
        if (config.eosTokenIds().size() == 1) {
            root.put("eos_token_id", config.eosTokenId());
        } else {
            config.eosTokenIds().forEach(root.putArray("eos_token_id")::add);
        }
        return root;
    }

    private static String architecture(String type) {
        return switch (type) {
            case "mistral" -> "MistralForCausalLM";
            case "qwen2" -> "Qwen2ForCausalLM";
            case "qwen3" -> "Qwen3ForCausalLM";
            default -> "LlamaForCausalLM";
        };
    }

    private static void scaling(ObjectNode root, Rope.Scaling scaling) {
        if (scaling instanceof Rope.Scaling.Linear linear) {
            root.putObject("rope_scaling").put("rope_type", "linear").put("factor", linear.factor());
        } else if (scaling instanceof Rope.Scaling.Llama3 llama3) {
            root.putObject("rope_scaling")
                    .put("rope_type", "llama3")
                    .put("factor", llama3.factor())
                    .put("low_freq_factor", llama3.lowFactor())
                    .put("high_freq_factor", llama3.highFactor())
                    .put("original_max_position_embeddings", llama3.originalContext());
        }
    }
}
