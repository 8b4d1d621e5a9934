package dev.intarsia.gateway.openai;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.model.decode.TokenChoice;
import dev.intarsia.model.decode.TokenProbability;
import dev.intarsia.model.tokenizer.Tokenizer;
import java.util.Arrays;

/** Tokens as responses name them. */
record TokenTexts(Tokenizer tokenizer) {
    /** A chosen token: what it added to the text, so that tokens and bytes of an answer join to its text. */
    ObjectNode describe(TokenChoice choice) {
        return node(choice.text(), bytes(choice), choice.chosen());
    }

    /** One of the tokens that might have been chosen. */
    ObjectNode describe(TokenChoice choice, TokenProbability other) {
        return other.token() == choice.chosen().token()
                ? describe(choice)
                : node(name(other.token()), bytes(other.token()), other);
    }

    /** The likeliest tokens and the chosen one, each under a name of its own; the chosen one's is its text. */
    ObjectNode byName(TokenChoice choice) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        boolean among = choice.best().stream()
                .anyMatch(each -> each.token() == choice.chosen().token());
        for (TokenProbability each : choice.best()) {
            String name = each.token() == choice.chosen().token() ? choice.text() : name(each.token());
            boolean taken = all.has(name)
                    || name.equals(choice.text())
                            && each.token() != choice.chosen().token();
            all.put(taken ? "token_id:" + each.token() : name, each.logProbability());
        }
        if (!among) {
            all.put(choice.text(), choice.chosen().logProbability());
        }
        return all;
    }

    /** A token's text; where it is no text by itself, its bytes as the OpenAI API writes them. */
    private String name(int token) {
        String special = tokenizer.special(token);
        byte[] bytes = bytes(token);
        String text = new String(bytes, UTF_8);
        if (!special.isEmpty() || Arrays.equals(text.getBytes(UTF_8), bytes)) {
            return special.isEmpty() ? text : special;
        }
        StringBuilder name = new StringBuilder("bytes:");
        for (byte each : bytes) {
            name.append(String.format("\\x%02x", each & 0xff));
        }
        return name.toString();
    }

    private byte[] bytes(int token) {
        String special = tokenizer.special(token);
        return special.isEmpty() ? tokenizer.bytes(token) : special.getBytes(UTF_8);
    }

    /** The token's own bytes, but for what was taken off its text: a blank before all text, or what a stop string cuts off. */
    private byte[] bytes(TokenChoice choice) {
        byte[] own = tokenizer.bytes(choice.chosen().token());
        String text = new String(own, UTF_8);
        boolean whole = Arrays.equals(text.getBytes(UTF_8), own);
        boolean shortened = text.length() > choice.text().length() && text.contains(choice.text());
        return whole && shortened ? choice.text().getBytes(UTF_8) : own;
    }

    private static ObjectNode node(String text, byte[] bytes, TokenProbability probability) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("token", text).put("logprob", probability.logProbability());
        ArrayNode all = node.putArray("bytes");
        for (byte each : bytes) {
            all.add(each & 0xff);
        }
        return node;
    }
}
