package dev.intarsia.model.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A {@code tokenizer.json} for a text that continues another: no prefix is added to it, and nothing is stripped from
 * its beginning.
 */
final class WithoutPrefix {
    private WithoutPrefix() {}

    /** @param root checked by {@link TokenizerRules}; not changed */
    static ObjectNode of(ObjectNode root) {
        ObjectNode changed = root.deepCopy();
        for (String part : new String[] {"normalizer", "pre_tokenizer"}) {
            if (changed.path(part).isObject()) {
                changed.set(part, changed(changed.path(part)));
            }
        }
        for (JsonNode prepend : root.path("normalizer").findValues("prepend")) {
            asNormalized(changed, prepend.asText());
        }
        return changed;
    }

    /** Whether a text begins anew after each added token, with what is put before a text. */
    static boolean onlyAtFirst(ObjectNode root) {
        return root.path("pre_tokenizer").findValuesAsText("prepend_scheme").contains("first");
    }

    /** The library looks for normalized tokens with what the normalizer puts before them, so only at the beginning of words. */
    private static void asNormalized(ObjectNode root, String prepend) {
        for (JsonNode token : root.path("added_tokens")) {
            String text = token.path("content").textValue();
            if (token.path("normalized").asBoolean()
                    && !root.path("model").path("vocab").has(text)) {
                ((ObjectNode) token).put("content", prepend + text);
            }
        }
    }

    private static JsonNode changed(JsonNode part) {
        switch (part.path("type").asText()) {
            case "Prepend" -> {
                return JsonNodeFactory.instance
                        .objectNode()
                        .put("type", "Sequence")
                        .set("normalizers", JsonNodeFactory.instance.arrayNode());
            }
            case "Sequence" -> {
                for (String list : new String[] {"normalizers", "pretokenizers"}) {
                    if (part.path(list) instanceof ArrayNode parts) {
                        for (int at = 0; at < parts.size(); at++) {
                            parts.set(at, changed(parts.get(at)));
                        }
                    }
                }
            }
            case "Strip" -> ((ObjectNode) part).put("strip_left", false);
            case "ByteLevel" -> ((ObjectNode) part).put("add_prefix_space", false);
            case "Metaspace" -> {
                ((ObjectNode) part).remove("add_prefix_space");
                ((ObjectNode) part).put("prepend_scheme", "never");
            }
            default -> {}
        }
        return part;
    }
}
