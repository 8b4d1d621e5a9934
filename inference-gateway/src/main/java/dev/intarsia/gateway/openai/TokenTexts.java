package dev.intarsia.gateway.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.model.decode.TokenProbability;
import dev.intarsia.model.tokenizer.Tokenizer;

/** Tokens as responses name them. */
record TokenTexts(Tokenizer tokenizer) {

    private static final char INCOMPLETE = '\ufffd';

    String text(int token) {
        String special = tokenizer.special(token);
        return special.isEmpty() ? tokenizer.decode(new int[] {token}) : special;
    }

    /** Token, log-probability and bytes; no bytes for a token that is a part of a character only. */
    ObjectNode describe(TokenProbability probability) {
        String text = text(probability.token());
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("token", text).put("logprob", probability.logProbability());
        if (text.indexOf(INCOMPLETE) >= 0) {
            node.putNull("bytes");
        } else {
            ArrayNode bytes = node.putArray("bytes");
            for (byte each : text.getBytes(UTF_8)) {
                bytes.add(each & 0xff);
            }
        }
        return node;
    }
}
