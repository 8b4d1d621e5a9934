package dev.intarsia.model.peft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.model.checkpoint.Sentence;
import dev.intarsia.model.checkpoint.UnsupportedModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/** Which settings of {@code adapter_config.json} are honoured, and which change nothing. */
final class PeftKnownSettings {
    /** Settings of LoRA that are honoured. */
    static final Set<String> LORA = Set.of(
            "peft_type",
            "r",
            "lora_alpha",
            "use_rslora",
            "rank_pattern",
            "alpha_pattern",
            "target_modules",
            "exclude_modules",
            "layers_to_transform",
            "layers_pattern",
            "base_model_name_or_path");

    /** Settings that do not matter to an adapter that is finished: how it was begun, trained or saved. */
    private static final Set<String> HARMLESS = Set.of(
            "auto_mapping",
            "corda_config",
            "eva_config",
            "inference_mode",
            "loftq_config",
            "lora_dropout",
            "lora_ga_config",
            "megatron_core",
            "peft_version",
            "qalora_group_size",
            "revision",
            "runtime_config",
            "task_type");

    /** Settings with the one value that changes nothing beside null, false and nothing at all. */
    private static final Map<String, Set<String>> PLAIN = Map.of(
            "bias", Set.of("none"),
            // Other ways of drawing the first A and B change the base model's weights with them.
            "init_lora_weights", Set.of("true", "gaussian", "orthogonal", "eva"));

    /** Settings of (IA)³ that are honoured, and how it was begun. */
    static final Set<String> IA3 =
            Set.of("peft_type", "target_modules", "feedforward_modules", "base_model_name_or_path", "init_ia3_weights");

    /** Settings of prompts that are honoured, those that only repeat the base model's shape, and how they were begun. */
    static final Set<String> PROMPT = Set.of(
            "peft_type",
            "num_virtual_tokens",
            "num_transformer_submodules",
            "base_model_name_or_path",
            "token_dim",
            "num_attention_heads",
            "num_layers",
            "prompt_tuning_init",
            "prompt_tuning_init_text",
            "tokenizer_name_or_path",
            "tokenizer_kwargs");

    private PeftKnownSettings() {}

    /**
     * Refuses a file with any other setting, unless it has the value that changes nothing.
     *
     * @param read what is honoured
     */
    static void require(Path file, ObjectNode root, Set<String> read) throws IOException {
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            if (!read.contains(entry.getKey()) && !HARMLESS.contains(entry.getKey())) {
                requirePlain(file, entry.getKey(), entry.getValue());
            }
        }
    }

    private static void requirePlain(Path file, String name, JsonNode value) throws IOException {
        boolean nothing = value.isNull()
                || value.isBoolean() && !value.booleanValue()
                || value.isContainerNode() && value.isEmpty();
        if (!nothing && !PLAIN.getOrDefault(name, Set.of()).contains(value.asText())) {
            throw new UnsupportedModelException(
                    file,
                    name + " is " + Sentence.brief(value)
                            + ", which this engine cannot honour; export the adapter as a plain "
                            + "LoRA, or merge it into its base model.");
        }
    }
}
