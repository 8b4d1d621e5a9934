package dev.intarsia.model.peft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.model.checkpoint.JsonFile;
import dev.intarsia.model.checkpoint.MalformedCheckpointException;
import dev.intarsia.model.checkpoint.UnsupportedModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and writes {@code adapter_config.json}. A setting that would change what the adapter does is never ignored. */
final class PeftSettingsFile {
    static final String NAME = "adapter_config.json";

    /** Settings that are honoured. */
    private static final Set<String> READ = Set.of(
            "peft_type",
            "r",
            "lora_alpha",
            "use_rslora",
            "rank_pattern",
            "alpha_pattern",
            "target_modules",
            "layers_to_transform",
            "base_model_name_or_path");

    /** Settings that do not matter to an adapter that is finished. */
    private static final Set<String> HARMLESS = Set.of(
            "auto_mapping",
            "inference_mode",
            "lora_dropout",
            "megatron_core",
            "peft_version",
            "qalora_group_size",
            "revision",
            "task_type");

    /** Settings with the one value that changes nothing beside null, false and nothing at all. */
    private static final Map<String, Set<String>> PLAIN = Map.of(
            "bias", Set.of("none"),
            "layers_pattern", Set.of("layers", "model.layers"),
            // Other ways of drawing the first A and B change the base model's weights with them.
            "init_lora_weights", Set.of("true", "gaussian", "orthogonal", "eva"));

    /** One for each module of a large model. */
    private static final int MOST_PATTERNS = 4096;

    private final Path file;
    private final ObjectNode root;

    private PeftSettingsFile(Path file, ObjectNode root) {
        this.file = file;
        this.root = root;
    }

    static PeftSettings read(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        return new PeftSettingsFile(file, JsonFile.read(file)).settings();
    }

    private PeftSettings settings() throws IOException {
        String type = root.path("peft_type").asText("");
        if (!type.equals("LORA")) {
            throw new UnsupportedModelException(file, "peft_type '" + type + "' is not supported; only LORA is.");
        }
        for (Map.Entry<String, JsonNode> entry : root.properties()) {
            if (!READ.contains(entry.getKey()) && !HARMLESS.contains(entry.getKey())) {
                requirePlain(entry.getKey(), entry.getValue());
            }
        }
        int rank = whole("r", root.path("r"));
        double alpha = root.path("lora_alpha").asDouble(Double.NaN);
        double effective = root.path("use_rslora").asBoolean(false) ? alpha * Math.sqrt(rank) : alpha;
        if (rank < 1 || !root.path("lora_alpha").isNumber() || !(alpha > 0) || !Double.isFinite(effective)) {
            throw new MalformedCheckpointException(
                    file,
                    "r must be a whole number of at least 1 and lora_alpha a number above 0, not "
                            + brief(root.path("r")) + " and " + brief(root.path("lora_alpha")) + ".");
        }
        if (root.hasNonNull("use_rslora") && !root.path("use_rslora").isBoolean()) {
            throw new MalformedCheckpointException(file, "use_rslora must be true or false.");
        }
        return new PeftSettings(
                rank,
                effective,
                root.path("use_rslora").asBoolean(false),
                new PeftPatterns(ranks(), alphas()),
                targets(),
                layers(),
                root.path("base_model_name_or_path").asText(""));
    }

    private void requirePlain(String name, JsonNode value) throws IOException {
        boolean nothing = value.isNull()
                || value.isBoolean() && !value.booleanValue()
                || value.isContainerNode() && value.isEmpty();
        if (!nothing && !PLAIN.getOrDefault(name, Set.of()).contains(value.asText())) {
            throw new UnsupportedModelException(
                    file,
                    name + " is " + brief(value) + ", which this engine cannot honour; export the adapter as a plain "
                            + "LoRA, or merge it into its base model.");
        }
    }

    private @Nullable List<String> targets() throws IOException {
        JsonNode node = root.path("target_modules");
        if (node.isTextual() && node.textValue().equals("all-linear")) {
            return List.of("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj");
        }
        if (node.isTextual()) {
            return null;
        }
        if (!node.isArray() || node.isEmpty() || node.valueStream().anyMatch(name -> !name.isTextual())) {
            throw new MalformedCheckpointException(file, "target_modules must name modules, not " + brief(node) + ".");
        }
        return node.valueStream().map(JsonNode::textValue).toList();
    }

    private @Nullable List<Integer> layers() throws IOException {
        JsonNode node = root.path("layers_to_transform");
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        List<Integer> layers = new ArrayList<>();
        if (node.isArray()) {
            for (JsonNode layer : node) {
                layers.add(whole("layers_to_transform", layer));
            }
        } else {
            layers.add(whole("layers_to_transform", node));
        }
        return layers;
    }

    private Map<String, Integer> ranks() throws IOException {
        Map<String, Integer> ranks = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : pattern("rank_pattern")) {
            int rank = whole("rank_pattern", entry.getValue());
            if (rank < 1) {
                throw new MalformedCheckpointException(
                        file, "a rank in rank_pattern must be at least 1, not " + rank + ".");
            }
            ranks.put(entry.getKey(), rank);
        }
        return Collections.unmodifiableMap(ranks);
    }

    private Map<String, Double> alphas() throws IOException {
        Map<String, Double> alphas = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : pattern("alpha_pattern")) {
            double alpha = entry.getValue().isNumber() ? entry.getValue().asDouble() : Double.NaN;
            if (!(alpha > 0) || Double.isInfinite(alpha)) {
                throw new MalformedCheckpointException(
                        file,
                        "an alpha in alpha_pattern must be a number above 0, not " + brief(entry.getValue()) + ".");
            }
            alphas.put(entry.getKey(), alpha);
        }
        return Collections.unmodifiableMap(alphas);
    }

    /** The entries of such a setting, in their order, which counts. */
    private Set<Map.Entry<String, JsonNode>> pattern(String name) throws IOException {
        JsonNode node = root.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return Set.of();
        }
        if (!node.isObject() || node.size() > MOST_PATTERNS) {
            throw new MalformedCheckpointException(
                    file,
                    name + " must give at most " + MOST_PATTERNS + " names their numbers, not " + brief(node) + ".");
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (!PeftPatterns.isSound(entry.getKey())) {
                throw new UnsupportedModelException(
                        file,
                        name + " names modules by " + brief(JsonNodeFactory.instance.textNode(entry.getKey()))
                                + ", which is not understood; write their names, or the ends of them, instead.");
            }
        }
        return node.properties();
    }

    private int whole(String name, JsonNode node) throws IOException {
        if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < 0) {
            throw new MalformedCheckpointException(
                    file, name + " must be a whole number of at least 0, not " + brief(node) + ".");
        }
        return node.intValue();
    }

    private static String brief(JsonNode node) {
        String text = node.isMissingNode() ? "missing" : node.toString();
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }

    static void write(
            Path folder, AdapterLayout layout, List<String> targets, List<Integer> layers, String baseModelName)
            throws IOException {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("peft_type", "LORA");
        root.put("task_type", "CAUSAL_LM");
        root.put("base_model_name_or_path", baseModelName);
        root.put("r", layout.rank());
        if (layout.alpha() == Math.rint(layout.alpha()) && layout.alpha() < Integer.MAX_VALUE) {
            root.put("lora_alpha", (int) layout.alpha());
        } else {
            root.put("lora_alpha", layout.alpha());
        }
        ArrayNode names = root.putArray("target_modules");
        targets.forEach(names::add);
        if (layers.isEmpty()) {
            root.putNull("layers_to_transform");
        } else {
            layers.forEach(root.putArray("layers_to_transform")::add);
        }
        root.put("bias", "none").put("lora_dropout", 0.0).put("fan_in_fan_out", false);
        root.put("inference_mode", true).put("init_lora_weights", true);
        root.put("use_rslora", false).put("use_dora", false).putNull("modules_to_save");
        root.putObject("rank_pattern");
        root.putObject("alpha_pattern");
        JsonFile.write(folder.resolve(NAME), root);
    }
}
