package dev.intarsia.gateway.openai;

import dev.intarsia.gateway.error.ApiError;
import dev.intarsia.gateway.error.ApiException;
import dev.intarsia.gateway.request.RequestFields;
import java.util.List;

/**
 * How much one request for embeddings may hold.
 *
 * @param inputs most texts
 * @param tokens most tokens of all texts
 * @param context most tokens of one text
 * @param virtualTokens that may come before a text
 * @param width how many numbers an embedding has
 */
public record EmbeddingLimits(int inputs, int tokens, int context, int virtualTokens, int width) {
    /** @throws ApiException where there are more */
    void require(RequestFields fields, String name, List<int[]> texts) {
        if (texts.size() > inputs) {
            throw fields.refused(name, "holds " + texts.size() + " texts; give at most " + inputs + " at once");
        }
        long all = 0;
        for (int i = 0; i < texts.size(); i++) {
            int length = texts.get(i).length;
            all += length;
            if (virtualTokens + length > context) {
                throw new ApiException(ApiError.of(
                                400,
                                "context_length_exceeded",
                                "Text " + i + " has " + (virtualTokens + length)
                                        + " tokens, but the model's context is " + context + "; shorten it.")
                        .at(fields.path(name)));
            }
        }
        if (all > tokens) {
            throw fields.refused(
                    name, "has " + all + " tokens in all texts; give at most " + tokens + " (embeddings.max-tokens)");
        }
    }
}
