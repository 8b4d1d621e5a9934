package dev.intarsia.model.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Reads and writes {@code config.json}. */
final class ConfigFile {
    static final String NAME = "config.json";

    private static final Set<String> TYPES = Set.of("llama", "mistral", "qwen2", "qwen3");

    private final Path file;
    private final ObjectNode root;

    private ConfigFile(Path file, ObjectNode root) {
        this.file = file;
        this.root = root;
    }

    static ModelConfig read(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        if (!Files.isRegularFile(file)) {
            throw new MalformedCheckpointException(
                    file, "there is no such file; name a checkpoint directory in the Hugging Face layout.");
        }
        return new ConfigFile(file, JsonFile.read(file)).config(directory);
    }

    /** Sentences about fields that say different things, and which of them counts. */
    static List<String> contradictions(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        return new RopeJson(file, JsonFile.read(file)).contradictions();
    }

    static void write(Path directory, ModelConfig config) throws IOException {
        JsonFile.write(directory.resolve(NAME), ConfigJson.of(JsonFile.empty(), config));
    }

    private ModelConfig config(Path directory) throws IOException {
        String type = root.path("model_type").asText("");
        if (!TYPES.contains(type)) {
            throw unsupported("model_type '" + Sentence.brief(type)
                    + "' is not supported; use a llama, mistral, qwen2 or qwen3 model.");
        }
        String activation = root.path("hidden_act").asText("silu");
        if (!activation.equals("silu")) {
            throw unsupported("hidden_act '" + activation + "' is not supported; only silu is.");
        }
        if (!absent("quantization_config")) {
            throw unsupported("quantized weights are not supported; use a checkpoint in F32, F16 or BF16.");
        }
        if (flag("rope_interleaved", false)) {
            throw unsupported("rope_interleaved is not supported.");
        }
        if (flag("mlp_bias", false)) {
            throw unsupported("mlp_bias is not supported.");
        }
        List<Integer> eos = EndTokens.of(directory, root);
        List<Integer> bos = EndTokens.ids(file, root, "bos_token_id");
        try {
            int hidden = integer("hidden_size");
            int layers = integer("num_hidden_layers");
            int context = integer("max_position_embeddings");
            flag("use_sliding_window", false);
            return new ModelConfig(
                    type,
                    hidden,
                    integer("intermediate_size"),
                    layers,
                    attention(type, hidden),
                    new RopeJson(file, root).rope(),
                    number("rms_norm_eps", 1e-6),
                    integer("vocab_size"),
                    context,
                    new SlidingWindowJson(file, root).window(type, layers, context),
                    flag("tie_word_embeddings", false),
                    bos.isEmpty() && !eos.isEmpty() ? eos.get(0) : bos.isEmpty() ? 0 : bos.get(0),
                    eos);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new MalformedCheckpointException(file, String.valueOf(e.getMessage()), e);
        }
    }

    private AttentionShape attention(String type, int hidden) throws IOException {
        int heads = integer("num_attention_heads");
        int size = absent("head_dim") ? type.equals("qwen3") ? 128 : hidden / Math.max(heads, 1) : integer("head_dim");
        boolean all = flag("attention_bias", false) && !type.equals("mistral");
        return new AttentionShape(
                heads,
                absent("num_key_value_heads") ? heads : integer("num_key_value_heads"),
                size,
                all || type.equals("qwen2"),
                all && !type.equals("qwen2"),
                type.equals("qwen3"));
    }

    private boolean absent(String name) {
        return root.path(name).isMissingNode() || root.path(name).isNull();
    }

    private int integer(String name) throws IOException {
        JsonNode node = root.path(name);
        if (!node.isIntegralNumber() || !node.canConvertToInt()) {
            throw new MalformedCheckpointException(
                    file,
                    name
                            + (absent(name)
                                    ? " is missing."
                                    : " must be a whole number, not " + Sentence.brief(node) + "."));
        }
        return node.intValue();
    }

    private double number(String name, double otherwise) throws IOException {
        if (absent(name)) {
            return otherwise;
        }
        if (!root.path(name).isNumber()) {
            throw new MalformedCheckpointException(
                    file, name + " must be a number, not " + Sentence.brief(root.path(name)) + ".");
        }
        return root.path(name).doubleValue();
    }

    private boolean flag(String name, boolean otherwise) throws IOException {
        if (absent(name)) {
            return otherwise;
        }
        if (!root.path(name).isBoolean()) {
            throw new MalformedCheckpointException(
                    file, name + " must be true or false, not " + Sentence.brief(root.path(name)) + ".");
        }
        return root.path(name).booleanValue();
    }

    private UnsupportedModelException unsupported(String problem) {
        return new UnsupportedModelException(file, problem);
    }
}
