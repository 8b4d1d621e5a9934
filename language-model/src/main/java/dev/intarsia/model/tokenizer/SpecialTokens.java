package dev.intarsia.model.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the files of a checkpoint say of its special tokens and of its size.
 *
 * @param texts special tokens by number
 * @param pattern matches any special token's text; matches nothing where there is none
 */
record SpecialTokens(Map<Integer, String> texts, Pattern pattern, int bos, int eos, int size) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NOTHING = Pattern.compile("(?!)");

    static SpecialTokens read(Path directory, byte[] tokenizerJson) throws IOException {
        Path configFile = directory.resolve("config.json");
        Path tokenizerFile = directory.resolve("tokenizer.json");
        JsonNode config = JSON.readTree(configFile.toFile());
        JsonNode tokenizer = JSON.readTree(tokenizerJson);
        Map<Integer, String> texts = new TreeMap<>();
        int size = 0;
        for (JsonNode id : tokenizer.path("model").path("vocab")) {
            size = Math.max(size, id.asInt() + 1);
        }
        for (JsonNode added : tokenizer.path("added_tokens")) {
            texts.put(added.path("id").asInt(), added.path("content").asText());
            size = Math.max(size, added.path("id").asInt() + 1);
        }
        int allowed = config.path("vocab_size").asInt();
        if (size == 0 || size > allowed) {
            throw new IOException(tokenizerFile + " has " + size + " tokens and " + configFile + " allows " + allowed
                    + "; take both from the same checkpoint");
        }
        int eos = first(config.path("eos_token_id"), -1);
        if (eos < 0 || eos >= allowed) {
            throw new IOException(configFile + " has no eos_token_id below " + allowed + "; add it");
        }
        return new SpecialTokens(texts, pattern(texts), first(config.path("bos_token_id"), eos), eos, size);
    }

    String textOf(int id) {
        return texts.getOrDefault(id, "");
    }

    /** Some checkpoints name several end tokens: the first is the one to train on. */
    private static int first(JsonNode value, int otherwise) {
        return value.isArray() && !value.isEmpty() ? value.get(0).asInt() : value.asInt(otherwise);
    }

    private static Pattern pattern(Map<Integer, String> texts) {
        if (texts.isEmpty()) {
            return NOTHING;
        }
        return Pattern.compile(texts.values().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|")));
    }
}
