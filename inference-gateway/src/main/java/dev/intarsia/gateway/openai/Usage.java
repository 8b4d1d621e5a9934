package dev.intarsia.gateway.openai;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.gateway.generate.TextAnswer;

/**
 * What a response cost.
 *
 * @param promptTokens of each prompt once, however many choices it has
 * @param generatedTokens of all texts
 */
record Usage(int promptTokens, int generatedTokens) {
    static Usage of(TextAnswer answer, int generatedTokens) {
        return new Usage(answer.promptTokens(), generatedTokens);
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("prompt_tokens", promptTokens)
                .put("completion_tokens", generatedTokens)
                .put("total_tokens", promptTokens + generatedTokens);
    }
}
