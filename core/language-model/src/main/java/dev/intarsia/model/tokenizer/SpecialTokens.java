package dev.intarsia.model.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.model.checkpoint.EndTokens;
import dev.intarsia.model.checkpoint.JsonFile;
import dev.intarsia.model.checkpoint.MalformedCheckpointException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the files of a checkpoint say of its special tokens and of its size.
 *
 * @param texts special tokens by number
 * @param prefix what is put before every text, often nothing
 */
record SpecialTokens(Map<Integer, String> texts, int[] prefix, int bos, int eos, int size) {
    /**
     * The {@code tokenizer.json} with all that the other files call special.
     *
     * @param tokenizer checked by {@link TokenizerRules}
     */
    static ObjectNode declared(Path directory, ObjectNode tokenizer) throws IOException {
        ObjectNode config = JsonFile.read(directory.resolve("config.json"));
        return DeclaredSpecials.in(tokenizer, settings(directory), EndTokens.of(directory, config));
    }

    /** @param tokenizer as {@link #declared} gives it */
    static SpecialTokens read(Path directory, ObjectNode tokenizer) throws IOException {
        Path configFile = directory.resolve("config.json");
        Path tokenizerFile = directory.resolve("tokenizer.json");
        ObjectNode config = JsonFile.read(configFile);
        Map<Integer, String> texts = new TreeMap<>();
        int size = 0;
        for (JsonNode id : tokenizer.path("model").path("vocab")) {
            size = Math.max(size, id.intValue() + 1);
        }
        for (JsonNode added : tokenizer.path("added_tokens")) {
            if (added.path("special").asBoolean()) {
                texts.put(added.path("id").intValue(), added.path("content").textValue());
            }
            size = Math.max(size, added.path("id").intValue() + 1);
        }
        int allowed = config.path("vocab_size").asInt();
        if (size == 0 || size > allowed) {
            throw new MalformedCheckpointException(
                    tokenizerFile,
                    "there are " + size + " tokens and " + configFile + " allows " + allowed
                            + "; take both from the same checkpoint.");
        }
        List<Integer> ends = EndTokens.of(directory, config);
        if (ends.isEmpty() || ends.stream().anyMatch(end -> end < 0 || end >= allowed)) {
            throw new MalformedCheckpointException(configFile, "it has no eos_token_id below " + allowed + "; add it.");
        }
        ObjectNode settings = settings(directory);
        int bos = bos(config, settings, tokenizer, ends.get(0));
        int[] prefix = PrefixTokens.of(tokenizerFile, tokenizer, settings, bos);
        if (Arrays.stream(prefix).anyMatch(token -> token < 0 || token >= allowed)) {
            throw new MalformedCheckpointException(
                    tokenizerFile,
                    "texts are to begin with " + Arrays.toString(prefix) + ", but there are " + allowed + " tokens.");
        }
        return new SpecialTokens(texts, prefix, bos, ends.get(0), size);
    }

    String textOf(int id) {
        return texts.getOrDefault(id, "");
    }

    private static ObjectNode settings(Path directory) throws IOException {
        Path file = directory.resolve("tokenizer_config.json");
        return Files.isRegularFile(file) ? JsonFile.read(file) : JsonNodeFactory.instance.objectNode();
    }

    /** The tokenizer's own, since that is what it puts before texts; else the model's. */
    private static int bos(ObjectNode config, ObjectNode settings, ObjectNode tokenizer, int otherwise) {
        String text = DeclaredSpecials.text(settings.path("bos_token"));
        for (JsonNode added : tokenizer.path("added_tokens")) {
            if (added.path("content").asText().equals(text)) {
                return added.path("id").intValue();
            }
        }
        JsonNode known = tokenizer.path("model").path("vocab").path(text);
        return !text.isEmpty() && known.isIntegralNumber()
                ? known.intValue()
                : config.path("bos_token_id").asInt(otherwise);
    }
}
