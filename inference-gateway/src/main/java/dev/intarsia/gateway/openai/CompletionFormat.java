package dev.intarsia.gateway.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.model.decode.TokenChoice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Responses of {@code /v1/completions}. */
record CompletionFormat(TokenTexts tokens) implements TextFormat {
    @Override
    public String idPrefix() {
        return "cmpl-";
    }

    @Override
    public String wholeObject() {
        return "text_completion";
    }

    @Override
    public String partObject() {
        return "text_completion";
    }

    @Override
    public ObjectNode whole(String text, @Nullable ObjectNode probabilities) {
        ObjectNode choice = JsonNodeFactory.instance.objectNode().put("text", text);
        choice.set("logprobs", probabilities);
        return choice;
    }

    @Override
    public ObjectNode part(String text, @Nullable ObjectNode probabilities) {
        return whole(text, probabilities);
    }

    @Override
    public @Nullable ObjectNode opening() {
        return null;
    }

    @Override
    public ObjectNode closing() {
        return whole("", null);
    }

    @Override
    public ObjectNode probabilities(List<TokenChoice> choices) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        ArrayNode texts = all.putArray("tokens");
        ArrayNode chosen = all.putArray("token_logprobs");
        ArrayNode best = all.putArray("top_logprobs");
        ArrayNode offsets = all.putArray("text_offset");
        for (TokenChoice choice : choices) {
            texts.add(choice.text());
            chosen.add(choice.chosen().logProbability());
            best.add(tokens.byName(choice));
            offsets.add(choice.offset());
        }
        return all;
    }
}
