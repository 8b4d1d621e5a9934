package dev.intarsia.model.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.model.checkpoint.EndTokens;
import dev.intarsia.model.checkpoint.JsonFile;
import dev.intarsia.model.checkpoint.MalformedCheckpointException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
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
    private static final Pattern NOTHING = Pattern.compile("(?!)");

    /** @param tokenizer checked by {@link TokenizerRules} */
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
            texts.put(added.path("id").intValue(), added.path("content").textValue());
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
        int bos = config.path("bos_token_id").asInt(ends.get(0));
        return new SpecialTokens(texts, pattern(texts), bos, ends.get(0), size);
    }

    String textOf(int id) {
        return texts.getOrDefault(id, "");
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
