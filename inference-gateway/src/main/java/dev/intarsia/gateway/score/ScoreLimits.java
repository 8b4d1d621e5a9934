package dev.intarsia.gateway.score;

import dev.intarsia.gateway.error.ApiError;
import dev.intarsia.gateway.error.ApiException;
import dev.intarsia.gateway.request.RequestFields;
import java.util.List;

/**
 * How much one pass takes: the prompt and all answers lie in one row.
 *
 * @param answers most answers of a request
 * @param rowTokens most tokens of prompt and answers together
 * @param context most tokens of the prompt with any one answer
 * @param virtualTokens that may come before a prompt
 */
public record ScoreLimits(int answers, int rowTokens, int context, int virtualTokens) {
    /** @throws ApiException where a pass does not take them */
    void require(RequestFields fields, int[] prompt, List<int[]> tokens) {
        int before = virtualTokens + prompt.length;
        long all = before + tokens.stream().mapToLong(each -> each.length).sum();
        if (all > rowTokens) {
            throw tooLong(
                    fields,
                    "The prompt of " + before + " tokens and all answers have " + all
                            + " tokens together; one pass takes " + rowTokens
                            + " (model.batch-tokens), so send fewer or shorter answers at once.");
        }
        for (int i = 0; i < tokens.size(); i++) {
            int length = tokens.get(i).length;
            if (before + length - 1 > context) {
                throw tooLong(
                        fields,
                        "The prompt of " + before + " tokens with answers[" + i + "] of " + length
                                + " does not fit the model's context of " + context + "; shorten one of them.");
            }
        }
    }

    private static ApiException tooLong(RequestFields fields, String message) {
        return new ApiException(
                ApiError.of(400, "context_length_exceeded", message).at(fields.path("answers")));
    }
}
