package dev.intarsia.benchmarks.gguf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The byte-level BPE vocabulary of a {@code tokenizer.json}.
 *
 * @param tokens by id
 * @param types by id, in GGUF's numbers
 * @param merges pairs with a space between, best first
 */
record GgufVocabulary(List<String> tokens, List<Integer> types, List<String> merges) {
    private static final int NORMAL = 1;
    private static final int CONTROL = 3;
    private static final int UNUSED = 5;

    /** @param size of the model's embedding; ids the tokenizer does not know become unused tokens */
    static GgufVocabulary read(Path file, int size) throws IOException {
        JsonNode root = new ObjectMapper().readTree(file.toFile());
        JsonNode model = root.path("model");
        if (!"BPE".equals(model.path("type").asText())) {
            throw new IOException(
                    file + " is not a BPE tokenizer, and only such a one can be written as GGUF; take another model.");
        }
        List<String> tokens = new ArrayList<>();
        for (int id = 0; id < size; id++) {
            tokens.add("[unused" + id + "]");
        }
        List<Integer> types = new ArrayList<>(Collections.nCopies(size, UNUSED));
        model.path("vocab").properties().forEach(entry -> {
            tokens.set(entry.getValue().asInt(), entry.getKey());
            types.set(entry.getValue().asInt(), NORMAL);
        });
        for (JsonNode added : root.path("added_tokens")) {
            int id = added.path("id").asInt();
            tokens.set(id, added.path("content").asText());
            types.set(id, added.path("special").asBoolean() ? CONTROL : NORMAL);
        }
        List<String> merges = new ArrayList<>();
        for (JsonNode merge : model.path("merges")) {
            merges.add(
                    merge.isArray() ? merge.get(0).asText() + " " + merge.get(1).asText() : merge.asText());
        }
        return new GgufVocabulary(tokens, types, merges);
    }
}
