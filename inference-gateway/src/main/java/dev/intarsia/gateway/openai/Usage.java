package dev.intarsia.gateway.openai;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.gateway.generate.TextQuery;

/**
 * What a response cost.
 *
 * @param promptTokens of each prompt once, however many choices it has
 * @param generatedTokens of all texts
 */
record Usage(int promptTokens, int generatedTokens) {
    static Usage of(TextQuery query, int generatedTokens) {
        int prompts = query.prompts().stream().mapToInt(prompt -> prompt.length).sum();
        return new Usage(prompts, generatedTokens);
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("prompt_tokens", promptTokens)
                .put("completion_tokens", generatedTokens)
                .put("total_tokens", promptTokens + generatedTokens);
    }
}
