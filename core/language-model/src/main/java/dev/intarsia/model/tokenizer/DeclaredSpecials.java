package dev.intarsia.model.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.model.checkpoint.JsonFile;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Special tokens that {@code tokenizer.json} does not call so, because another file does: {@code config.json} and its like
 * by number, {@code tokenizer_config.json} by its list of added tokens and by name.
 */
final class DeclaredSpecials {
    private static final List<String> NAMES = List.of("bos_token", "eos_token");

    private final ObjectNode root;
    private final ObjectNode settings;

    private DeclaredSpecials(ObjectNode root, ObjectNode settings) {
        this.root = root;
        this.settings = settings;
    }

    /**
     * The {@code tokenizer.json} that says it all.
     *
     * @param root checked by {@link TokenizerRules}; not changed
     * @param settings {@code tokenizer_config.json}, or an empty object
     * @param ends the tokens that end a sequence
     */
    static ObjectNode in(ObjectNode root, ObjectNode settings, List<Integer> ends) {
        ObjectNode changed = root.deepCopy();
        new DeclaredSpecials(changed, settings).declare(ends);
        return changed;
    }

    private void declare(List<Integer> ends) {
        Set<String> named = new HashSet<>();
        NAMES.forEach(name -> named.add(JsonFile.tokenText(settings.path(name))));
        named.remove("");
        Set<String> listed = new HashSet<>(named);
        for (Map.Entry<String, JsonNode> added :
                settings.path("added_tokens_decoder").properties()) {
            if (added.getValue().path("special").asBoolean()) {
                listed.add(JsonFile.tokenText(added.getValue()));
            }
        }
        if (!root.path("added_tokens").isArray()) {
            root.putArray("added_tokens");
        }
        for (JsonNode token : root.path("added_tokens")) {
            if (ends.contains(token.path("id").intValue()) || listed.contains(JsonFile.tokenText(token))) {
                ((ObjectNode) token).put("special", true).put("normalized", false);
            }
            named.remove(JsonFile.tokenText(token));
        }
        named.stream().sorted().forEach(this::add);
    }

    /** A named token that is in the vocabulary only, where no text may lead to it either. */
    private void add(String text) {
        JsonNode id = root.path("model").path("vocab").path(text);
        // A letter stands for its byte, whatever else it is named.
        if (id.isIntegralNumber() && text.codePointCount(0, text.length()) > 1) {
            root.withArray("added_tokens")
                    .add(JsonNodeFactory.instance
                            .objectNode()
                            .put("id", id.intValue())
                            .put("content", text)
                            .put("single_word", false)
                            .put("lstrip", false)
                            .put("rstrip", false)
                            .put("normalized", false)
                            .put("special", true));
        }
    }
}
