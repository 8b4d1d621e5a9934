package dev.intarsia.model.peft;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.model.adapter.TuningMethod;
import dev.intarsia.model.checkpoint.JsonFile;
import dev.intarsia.model.checkpoint.MalformedCheckpointException;
import dev.intarsia.model.checkpoint.Sentence;
import dev.intarsia.model.checkpoint.UnsupportedModelException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads {@code adapter_config.json}. A setting that would change what the adapter does is never ignored. */
final class PeftSettingsReader {
    private static final List<String> LINEAR =
            List.of("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj");

    /** What PEFT adapts in these families where nothing is named. */
    private static final List<String> USUAL = List.of("q_proj", "v_proj");

    private static final int USUAL_RANK = 8;

    /** One for each module of a large model. */
    private static final int MOST_PATTERNS = 4096;

    /** Of those with repeats in them, which take long. */
    private static final int MOST_REPEATING = 128;

    private final Path file;
    private final ObjectNode root;

    private PeftSettingsReader(Path file, ObjectNode root) {
        this.file = file;
        this.root = root;
    }

    static PeftSettings read(Path folder) throws IOException {
        Path file = folder.resolve(PeftSettingsFile.NAME);
        return new PeftSettingsReader(file, JsonFile.read(file)).settings();
    }

    private PeftSettings settings() throws IOException {
        if (PeftMethods.of(file, root) != TuningMethod.LORA) {
            throw new UnsupportedModelException(file, "peft_type " + root.path("peft_type") + " is no LORA.");
        }
        PeftKnownSettings.require(file, root, PeftKnownSettings.LORA);
        int rank = root.has("r") ? whole("r", root.path("r")) : USUAL_RANK;
        JsonNode given = root.path("lora_alpha");
        double alpha = given.isMissingNode() ? USUAL_RANK : given.isNumber() ? given.asDouble() : Double.NaN;
        double effective = root.path("use_rslora").asBoolean(false) ? alpha * Math.sqrt(rank) : alpha;
        if (rank < 1 || !(alpha > 0) || !Double.isFinite(effective)) {
            throw new MalformedCheckpointException(
                    file,
                    "r must be a whole number of at least 1 and lora_alpha a number above 0, not "
                            + Sentence.brief(root.path("r")) + " and " + Sentence.brief(root.path("lora_alpha")) + ".");
        }
        if (root.hasNonNull("use_rslora") && !root.path("use_rslora").isBoolean()) {
            throw new MalformedCheckpointException(file, "use_rslora must be true or false.");
        }
        return new PeftSettings(
                rank,
                effective,
                root.path("use_rslora").asBoolean(false),
                patterns("rank_pattern", this::ownRank),
                patterns("alpha_pattern", this::ownAlpha),
                selection(),
                root.path("base_model_name_or_path").asText(""));
    }

    private PeftTargets selection() throws IOException {
        PeftNames chosen = chosen();
        List<Integer> layers = layers();
        if (root.path("target_modules").isTextual() && layers != null) {
            throw new UnsupportedModelException(
                    file,
                    "layers_to_transform beside target_modules that are one text is not supported, nor is it by PEFT; "
                            + "name the modules in a list.");
        }
        JsonNode excluded = root.path("exclude_modules");
        return new PeftTargets(
                chosen,
                isNothing(excluded) ? PeftNames.NONE : names("exclude_modules", excluded),
                layers,
                layerPatterns());
    }

    private PeftNames chosen() throws IOException {
        JsonNode node = root.path("target_modules");
        if (node.isMissingNode() || node.isNull()) {
            return new PeftNames(USUAL, null);
        }
        if (node.isTextual() && node.textValue().equalsIgnoreCase("all-linear")) {
            return new PeftNames(LINEAR, null);
        }
        return names("target_modules", node);
    }

    private PeftNames names(String name, JsonNode node) throws IOException {
        if (node.isTextual()) {
            return new PeftNames(List.of(), pattern(name, node.textValue(), PythonPattern::of));
        }
        if (!node.isArray() || node.isEmpty() || node.valueStream().anyMatch(one -> !one.isTextual())) {
            throw new MalformedCheckpointException(
                    file, name + " must name modules, not " + Sentence.brief(node) + ".");
        }
        return new PeftNames(node.valueStream().map(JsonNode::textValue).toList(), null);
    }

    private static boolean isNothing(JsonNode node) {
        return node.isMissingNode()
                || node.isNull()
                || node.isContainerNode() && node.isEmpty()
                || node.isTextual() && node.textValue().isEmpty();
    }

    private PythonPattern pattern(String name, String source, Function<String, PythonPattern> compiler)
            throws IOException {
        try {
            return compiler.apply(source);
        } catch (IllegalArgumentException e) {
            throw new UnsupportedModelException(
                    file,
                    name + " names modules by " + Sentence.brief(JsonNodeFactory.instance.textNode(source))
                            + ", which is not understood: " + reason(e)
                            + "; write their names, or the ends of them, instead.");
        }
    }

    private static String reason(IllegalArgumentException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private List<PythonPattern> layerPatterns() throws IOException {
        JsonNode node = root.path("layers_pattern");
        if (isNothing(node)) {
            return List.of();
        }
        List<PythonPattern> patterns = new ArrayList<>();
        for (JsonNode one : node.isArray() ? node : List.of(node)) {
            if (!one.isTextual() || patterns.size() == MOST_REPEATING) {
                throw new MalformedCheckpointException(
                        file,
                        "layers_pattern must be a text or a list of at most " + MOST_REPEATING + " texts, not "
                                + Sentence.brief(node) + ".");
            }
            patterns.add(pattern("layers_pattern", one.textValue(), PeftTargets::layerPattern));
        }
        return patterns;
    }

    private @Nullable List<Integer> layers() throws IOException {
        JsonNode node = root.path("layers_to_transform");
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        List<Integer> layers = new ArrayList<>();
        for (JsonNode layer : node.isArray() ? node : List.of(node)) {
            layers.add(whole("layers_to_transform", layer));
        }
        return layers;
    }

    private interface Value<T> {
        T of(JsonNode node) throws IOException;
    }

    private <T> PeftPatterns<T> patterns(String name, Value<T> value) throws IOException {
        Map<PythonPattern, T> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : entries(name)) {
            T own = value.of(entry.getValue());
            values.put(pattern(name, entry.getKey(), PeftPatterns::pattern), own);
        }
        return new PeftPatterns<>(values);
    }

    private int ownRank(JsonNode node) throws IOException {
        int rank = whole("rank_pattern", node);
        if (rank < 1) {
            throw new MalformedCheckpointException(
                    file, "a rank in rank_pattern must be at least 1, not " + rank + ".");
        }
        return rank;
    }

    private double ownAlpha(JsonNode node) throws IOException {
        double alpha = node.isNumber() ? node.asDouble() : Double.NaN;
        if (!(alpha > 0) || Double.isInfinite(alpha)) {
            throw new MalformedCheckpointException(
                    file, "an alpha in alpha_pattern must be a number above 0, not " + Sentence.brief(node) + ".");
        }
        return alpha;
    }

    /** The entries of such a setting, in their order, which counts. */
    private Set<Map.Entry<String, JsonNode>> entries(String name) throws IOException {
        JsonNode node = root.path(name);
        if (node.isMissingNode() || node.isNull()) {
            return Set.of();
        }
        if (!node.isObject() || node.size() > MOST_PATTERNS) {
            throw new MalformedCheckpointException(
                    file,
                    name + " must give at most " + MOST_PATTERNS + " names their numbers, not " + Sentence.brief(node)
                            + ".");
        }
        long repeating = node.properties().stream()
                .filter(entry -> entry.getKey().chars().anyMatch(c -> "*+{?".indexOf(c) >= 0))
                .count();
        if (repeating > MOST_REPEATING) {
            throw new UnsupportedModelException(
                    file,
                    name + " has " + repeating + " patterns with repeats in them, and at most " + MOST_REPEATING
                            + " are supported; write the modules' names instead.");
        }
        return node.properties();
    }

    private int whole(String name, JsonNode node) throws IOException {
        return JsonFile.whole(file, name, node, 0);
    }
}
