package dev.intarsia.model.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tokens that end a sequence. A checkpoint tuned for conversation often names the end of a turn beside its
 * {@code config.json} alone: in {@code generation_config.json}, or as {@code eos_token} of
 * {@code tokenizer_config.json}.
 */
public final class EndTokens {
    private EndTokens() {}

    /**
     * All of them, those of {@code config.json} first.
     *
     * @param config the checkpoint's {@code config.json}
     * @throws MalformedCheckpointException when one of the files does not hold what it should
     */
    public static List<Integer> of(Path directory, ObjectNode config) throws IOException {
        Set<Integer> tokens = new LinkedHashSet<>(ids(directory.resolve(ConfigFile.NAME), config));
        Path generation = directory.resolve(GenerationDefaults.NAME);
        if (Files.isRegularFile(generation)) {
            tokens.addAll(ids(generation, JsonFile.read(generation)));
        }
        Path tokenizer = directory.resolve("tokenizer_config.json");
        if (Files.isRegularFile(tokenizer)) {
            ObjectNode root = JsonFile.read(tokenizer);
            String text = text(root.path("eos_token"));
            for (Map.Entry<String, JsonNode> added :
                    root.path("added_tokens_decoder").properties()) {
                if (!text.isEmpty()
                        && added.getValue().path("content").asText("").equals(text)) {
                    tokens.add(id(tokenizer, added.getKey()));
                }
            }
        }
        return new ArrayList<>(tokens);
    }

    /** A token's text, plain or within an object. */
    private static String text(JsonNode token) {
        return token.isObject() ? token.path("content").asText("") : token.asText("");
    }

    private static int id(Path file, String text) throws IOException {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new MalformedCheckpointException(file, "added_tokens_decoder has no token '" + text + "'.", e);
        }
    }

    /** A token id, or several, or none. */
    private static List<Integer> ids(Path file, ObjectNode root) throws IOException {
        return ids(file, root, "eos_token_id");
    }

    static List<Integer> ids(Path file, ObjectNode root, String name) throws IOException {
        JsonNode node = root.path(name);
        List<Integer> ids = new ArrayList<>();
        for (JsonNode id : node.isArray() ? node : List.of(node)) {
            if (id.isMissingNode() || id.isNull()) {
                continue;
            }
            if (!id.isIntegralNumber() || !id.canConvertToInt()) {
                throw new MalformedCheckpointException(file, name + " must hold token ids, not " + brief(id) + ".");
            }
            ids.add(id.intValue());
        }
        return ids;
    }

    static String brief(JsonNode node) {
        String text = node.toString();
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
