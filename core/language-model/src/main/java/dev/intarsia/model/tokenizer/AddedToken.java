package dev.intarsia.model.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A token with its own text, which is matched before any merges.
 *
 * @param leftBlank whether it takes the blank before it along
 * @param rightBlank whether it takes the blank after it along
 * @param wholeWord whether it counts only where no word goes on before or after it
 * @param special whether it directs the model and is no part of any text
 * @param raw whether it is found in a text as written
 */
record AddedToken(
        int id, String text, boolean leftBlank, boolean rightBlank, boolean wholeWord, boolean special, boolean raw) {
    private static final Pattern WORD = Pattern.compile("\\w", Pattern.UNICODE_CHARACTER_CLASS);

    /** @param root a {@code tokenizer.json}, checked by {@link TokenizerRules} */
    static List<AddedToken> all(ObjectNode root) {
        boolean plain = !root.path("normalizer").findValuesAsText("type").contains("Prepend");
        List<AddedToken> tokens = new ArrayList<>();
        for (JsonNode token : root.path("added_tokens")) {
            tokens.add(new AddedToken(
                    token.path("id").intValue(),
                    token.path("content").textValue(),
                    token.path("lstrip").asBoolean(),
                    token.path("rstrip").asBoolean(),
                    token.path("single_word").asBoolean(),
                    token.path("special").asBoolean(),
                    plain || !token.path("normalized").asBoolean()));
        }
        return tokens;
    }

    /** Whether the text holds this token at that place. */
    boolean at(String all, int from) {
        int to = from + text.length();
        return all.startsWith(text, from)
                && !(wholeWord
                        && (from > 0 && word(all.codePointBefore(from))
                                || to < all.length() && word(all.codePointAt(to))));
    }

    private static boolean word(int character) {
        return WORD.matcher(Character.toString(character)).matches();
    }
}
