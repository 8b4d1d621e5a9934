package dev.intarsia.model.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * A {@code tokenizer.json} by which no text becomes a special token: neither by its spelling nor by merging what merely
 * spells it. All other tokens keep their numbers.
 */
final class WithoutSpecials {
    /** Nobody can write what stands in a special token's place. */
    private final String unwritten = "\ufdd2" + UUID.randomUUID();

    private final ObjectNode model;
    private final Set<String> known = new LinkedHashSet<>();

    private WithoutSpecials(ObjectNode model) {
        this.model = model;
    }

    /** @param root checked by {@link TokenizerRules}; not changed */
    static ObjectNode of(ObjectNode root) {
        ObjectNode changed = root.deepCopy();
        new WithoutSpecials((ObjectNode) changed.path("model"))
                .change(changed, DecodeSteps.byteLevel(root.path("decoder")));
        return changed;
    }

    private void change(ObjectNode root, boolean byteLevel) {
        ArrayNode left = JsonNodeFactory.instance.arrayNode();
        for (JsonNode token : root.path("added_tokens")) {
            String text = token.path("content").textValue();
            if (!token.path("special").asBoolean()) {
                left.add(token);
            } else if (!model.path("vocab").has(text)) {
                // It keeps its place, since those after it are numbered by theirs.
                left.add(((ObjectNode) token).put("content", unwritten(text)));
            } else if (!spellsByte(text, byteLevel)) {
                known.add(text);
            }
        }
        root.set("added_tokens", left);
        if (!known.isEmpty()) {
            rename();
        }
    }

    private void rename() {
        ObjectNode vocabulary = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> token : model.path("vocab").properties()) {
            vocabulary.set(
                    known.contains(token.getKey()) ? unwritten(token.getKey()) : token.getKey(), token.getValue());
        }
        model.set("vocab", vocabulary);
        String unknown = model.path("unk_token").asText("");
        if (known.contains(unknown)) {
            model.put("unk_token", unwritten(unknown));
        }
        ArrayNode merges = JsonNodeFactory.instance.arrayNode();
        for (JsonNode merge : model.path("merges")) {
            String left =
                    merge.isArray() ? merge.path(0).asText() : merge.asText().split(" ", 2)[0];
            String right =
                    merge.isArray() ? merge.path(1).asText() : merge.asText().split(" ", 2)[1];
            if (!known.contains(left) && !known.contains(right) && !known.contains(left + right)) {
                merges.add(merge);
            }
        }
        model.set("merges", merges);
    }

    private String unwritten(String text) {
        return unwritten + text;
    }

    /** A byte of texts is spelled so, whoever calls it special besides. */
    private boolean spellsByte(String text, boolean byteLevel) {
        return byteLevel
                ? text.length() == 1 && ByteAlphabet.bytes(text) != null
                : model.path("byte_fallback").asBoolean() && ByteFallbackStep.octet(text) >= 0;
    }
}
