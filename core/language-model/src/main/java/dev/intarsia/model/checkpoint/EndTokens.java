package dev.intarsia.model.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tokens that end a sequence. A checkpoint tuned for conversation often names the end of a turn beside its
 * {@code config.json} alone: by number in {@code generation_config.json}, by its text as {@code eos_token} of
 * {@code tokenizer_config.json} or {@code special_tokens_map.json}, or only in that its chat template ends turns with it.
 */
public final class EndTokens {
    private static final String IDS = "eos_token_id";
    private static final String TOKENIZER = "tokenizer_config.json";

    /** What the templates of known families end a turn with. */
    private static final List<String> TURN_ENDS = List.of(
            "<|im_end|>",
            "<|eot_id|>",
            "<|eom_id|>",
            "<|end|>",
            "<|end_of_turn|>",
            "<end_of_turn>",
            "<|endofturn|>",
            "<|eot|>");

    private EndTokens() {}

    /**
     * All of them, those of {@code config.json} first.
     *
     * @param config the checkpoint's {@code config.json}
     * @throws MalformedCheckpointException when one of the files does not hold what it should
     */
    public static List<Integer> of(Path directory, ObjectNode config) throws IOException {
        Set<Integer> tokens = new LinkedHashSet<>(ids(directory.resolve(ConfigFile.NAME), config, IDS));
        Path generation = directory.resolve(GenerationDefaults.NAME);
        tokens.addAll(ids(generation, JsonFile.readIfThere(generation), IDS));
        Set<String> texts = new LinkedHashSet<>();
        for (String name : List.of(TOKENIZER, "special_tokens_map.json")) {
            texts.add(JsonFile.tokenText(
                    JsonFile.readIfThere(directory.resolve(name)).path("eos_token")));
        }
        texts.addAll(turnEnds(directory));
        texts.remove("");
        if (!texts.isEmpty()) {
            // A token that the model has no row for is never said.
            int rows = config.path("vocab_size").asInt(Integer.MAX_VALUE);
            ids(directory, texts).stream().filter(id -> id >= 0 && id < rows).forEach(tokens::add);
        }
        return new ArrayList<>(tokens);
    }

    /** Those that the checkpoint's chat template writes. */
    private static List<String> turnEnds(Path directory) throws IOException {
        Path file = directory.resolve("chat_template.jinja");
        String template = Files.isRegularFile(file)
                ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                : JsonFile.readIfThere(directory.resolve(TOKENIZER))
                        .path("chat_template")
                        .toString();
        return TURN_ENDS.stream().filter(template::contains).toList();
    }

    /** The numbers of tokens that are known by their texts, from whichever file knows them. */
    private static List<Integer> ids(Path directory, Set<String> texts) throws IOException {
        List<Integer> found = new ArrayList<>();
        Path settings = directory.resolve(TOKENIZER);
        for (Map.Entry<String, JsonNode> added :
                JsonFile.readIfThere(settings).path("added_tokens_decoder").properties()) {
            if (texts.contains(added.getValue().path("content").asText(""))) {
                found.add(id(settings, added.getKey()));
            }
        }
        ObjectNode tokenizer = JsonFile.readIfThere(directory.resolve("tokenizer.json"));
        for (JsonNode added : tokenizer.path("added_tokens")) {
            if (texts.contains(added.path("content").asText(""))) {
                found.add(added.path("id").asInt(-1));
            }
        }
        for (String text : texts) {
            JsonNode known = tokenizer.path("model").path("vocab").path(text);
            if (known.isIntegralNumber()) {
                found.add(known.intValue());
            }
        }
        return found;
    }

    private static int id(Path file, String text) throws IOException {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new MalformedCheckpointException(file, "added_tokens_decoder has no token '" + text + "'.", e);
        }
    }

    /** A token id, or several, or none. */
    static List<Integer> ids(Path file, ObjectNode root, String name) throws IOException {
        JsonNode node = root.path(name);
        List<Integer> ids = new ArrayList<>();
        for (JsonNode id : node.isArray() ? node : List.of(node)) {
            if (id.isMissingNode() || id.isNull()) {
                continue;
            }
            if (!id.isIntegralNumber() || !id.canConvertToInt()) {
                throw new MalformedCheckpointException(
                        file, name + " must hold token ids, not " + Sentence.brief(id) + ".");
            }
            ids.add(id.intValue());
        }
        return ids;
    }
}
