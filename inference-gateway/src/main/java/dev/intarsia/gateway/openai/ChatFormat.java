package dev.intarsia.gateway.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.model.decode.TokenChoice;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Responses of {@code /v1/chat/completions}. */
record ChatFormat(TokenTexts tokens) implements TextFormat {
    @Override
    public String idPrefix() {
        return "chatcmpl-";
    }

    @Override
    public String wholeObject() {
        return "chat.completion";
    }

    @Override
    public String partObject() {
        return "chat.completion.chunk";
    }

    @Override
    public ObjectNode whole(String text, @Nullable ObjectNode probabilities) {
        ObjectNode choice = node();
        choice.putObject("message")
                .put("role", "assistant")
                .put("content", text)
                .putNull("refusal");
        choice.set("logprobs", probabilities);
        return choice;
    }

    @Override
    public ObjectNode part(String text, @Nullable ObjectNode probabilities) {
        ObjectNode choice = node();
        choice.putObject("delta").put("content", text);
        choice.set("logprobs", probabilities);
        return choice;
    }

    @Override
    public ObjectNode opening() {
        ObjectNode choice = node();
        choice.putObject("delta").put("role", "assistant").put("content", "");
        return choice;
    }

    @Override
    public ObjectNode closing() {
        ObjectNode choice = node();
        choice.putObject("delta");
        return choice;
    }

    @Override
    public ObjectNode probabilities(List<TokenChoice> choices) {
        ObjectNode all = node();
        ArrayNode content = all.putArray("content");
        for (TokenChoice choice : choices) {
            ObjectNode token = tokens.describe(choice);
            ArrayNode best = token.putArray("top_logprobs");
            choice.best().forEach(each -> best.add(tokens.describe(choice, each)));
            content.add(token);
        }
        all.putNull("refusal");
        return all;
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
