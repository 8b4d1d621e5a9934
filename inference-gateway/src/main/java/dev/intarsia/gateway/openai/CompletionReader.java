package dev.intarsia.gateway.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.intarsia.gateway.error.ApiException;
import dev.intarsia.gateway.generate.PromptEncoder;
import dev.intarsia.gateway.generate.TextQuery;
import dev.intarsia.gateway.request.PolicyField;
import dev.intarsia.gateway.request.RequestFields;
import dev.intarsia.model.checkpoint.GenerationDefaults;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Reads {@code POST /v1/completions}. */
final class CompletionReader {
    /** What the OpenAI API says where a request does not. */
    private static final int DEFAULT_MAX_TOKENS = 16;

    private static final int MOST_ALTERNATIVES = 5;

    private static final Set<String> KNOWN =
            CommonFields.with("prompt", "max_tokens", "logprobs", "echo", "best_of", "suffix");

    private final PromptEncoder prompts;
    private final GenerationDefaults defaults;

    CompletionReader(PromptEncoder prompts, GenerationDefaults defaults) {
        this.prompts = prompts;
        this.defaults = defaults;
    }

    TextRequest read(RequestFields fields) {
        fields.only(KNOWN);
        CommonFields.refuse(fields, "suffix");
        if (fields.flag("echo", false)) {
            throw CommonFields.unsupported(fields, "echo");
        }
        int choices = CommonFields.choices(fields);
        if (fields.integer("best_of", 1, Integer.MAX_VALUE, choices) != choices) {
            throw fields.refused("best_of", "must be as many as 'n'; choosing among more is not offered here");
        }
        OptionalInt maxTokens = CommonFields.maxTokens(fields, "max_tokens");
        Long alternatives = fields.integer("logprobs", 0, MOST_ALTERNATIVES);
        TextQuery query = new TextQuery(
                fields.user(),
                PolicyField.read(fields),
                prompts(fields).stream()
                        .map(tokens -> CommonFields.prompt(fields, "prompt", tokens))
                        .toList(),
                choices,
                CommonFields.sampling(fields, defaults),
                CommonFields.stop(fields),
                OptionalInt.of(maxTokens.orElse(DEFAULT_MAX_TOKENS)),
                alternatives == null ? OptionalInt.empty() : OptionalInt.of(alternatives.intValue()));
        return new TextRequest(
                fields.requiredText("model"), query, fields.flag("stream", false), CommonFields.usage(fields), null);
    }

    /** A string, an array of strings, an array of tokens, or an array of arrays of tokens. */
    private List<int[]> prompts(RequestFields fields) {
        JsonNode prompt = fields.value("prompt");
        if (prompt.isTextual()) {
            return List.of(prompts.text(prompt.textValue()));
        }
        if (!prompt.isArray() || prompt.isEmpty()) {
            throw malformed(fields);
        }
        if (prompt.get(0).isIntegralNumber()) {
            return List.of(prompts.tokens(tokens(fields, prompt)));
        }
        List<int[]> all = new ArrayList<>();
        for (JsonNode each : prompt) {
            if (each.isTextual()) {
                all.add(prompts.text(each.textValue()));
            } else if (each.isArray()) {
                all.add(prompts.tokens(tokens(fields, each)));
            } else {
                throw malformed(fields);
            }
        }
        return all;
    }

    private int[] tokens(RequestFields fields, JsonNode array) {
        int[] tokens = new int[array.size()];
        for (int i = 0; i < tokens.length; i++) {
            JsonNode token = array.get(i);
            if (!token.canConvertToInt() || !token.isIntegralNumber()) {
                throw malformed(fields);
            }
            tokens[i] = token.intValue();
            if (tokens[i] < 0 || tokens[i] >= prompts.vocabulary()) {
                throw fields.refused(
                        "prompt",
                        "holds token " + tokens[i] + ", but this model's tokens end at " + (prompts.vocabulary() - 1));
            }
        }
        return tokens;
    }

    private static ApiException malformed(RequestFields fields) {
        return fields.refused("prompt", "must be a string, an array of strings, or tokens");
    }
}
