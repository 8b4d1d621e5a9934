package dev.intarsia.model.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A tokenizer's tokens by number, as its decoder takes them. */
final class Vocabulary {
    private final @Nullable String[] tokens;
    private final BitSet special;

    private Vocabulary(@Nullable String[] tokens, BitSet special) {
        this.tokens = tokens;
        this.special = special;
    }

    /** @param root a {@code tokenizer.json}, checked by {@link TokenizerRules} */
    static Vocabulary of(ObjectNode root) {
        JsonNode known = root.path("model").path("vocab");
        List<@Nullable String> tokens = new ArrayList<>();
        known.properties().forEach(entry -> put(tokens, entry.getValue().intValue(), entry.getKey()));
        boolean byteLevel = DecodeSteps.byteLevel(root.path("decoder"));
        BitSet special = new BitSet();
        for (JsonNode added : root.path("added_tokens")) {
            int id = added.path("id").intValue();
            String content = added.path("content").textValue();
            // A byte-level decoder would take letters such as 'ü' for bytes, though they were never spelled.
            put(tokens, id, byteLevel && !known.has(content) ? ByteAlphabet.spell(content) : content);
            special.set(id, added.path("special").asBoolean());
        }
        return new Vocabulary(tokens.toArray(new String[0]), special);
    }

    private static void put(List<@Nullable String> tokens, int id, String text) {
        while (tokens.size() <= id) {
            tokens.add(null);
        }
        tokens.set(id, text);
    }

    /** The token as the vocabulary has it; null where there is none of that number. */
    @Nullable
    String token(int id) {
        return id >= 0 && id < tokens.length ? tokens[id] : null;
    }

    /** Whether it is left out of texts. */
    boolean special(int id) {
        return special.get(id);
    }
}
