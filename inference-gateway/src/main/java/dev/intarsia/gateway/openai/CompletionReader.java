package dev.intarsia.gateway.openai;

import dev.intarsia.gateway.generate.PromptEncoder;
import dev.intarsia.gateway.generate.PromptSource;
import dev.intarsia.gateway.generate.TextQuery;
import dev.intarsia.gateway.request.PolicyField;
import dev.intarsia.gateway.request.RequestFields;
import dev.intarsia.model.checkpoint.GenerationDefaults;
import dev.intarsia.model.knowledge.KnowledgeChoice;
import java.util.OptionalInt;
import java.util.Set;

/** Reads {@code POST /v1/completions}. */
final class CompletionReader {
    /** What the OpenAI API says where a request does not. */
    private static final int DEFAULT_MAX_TOKENS = 16;

    private static final int MOST_ALTERNATIVES = 5;

    private static final Set<String> KNOWN =
            CommonFields.with("prompt", "max_tokens", "logprobs", "echo", "best_of", "suffix");

    private final TokenInputs inputs;
    private final GenerationDefaults defaults;

    CompletionReader(PromptEncoder prompts, GenerationDefaults defaults) {
        this.inputs = new TokenInputs(prompts);
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
                KnowledgeChoice.NONE,
                inputs.read(fields, "prompt").stream()
                        .map(tokens -> PromptSource.of(CommonFields.prompt(fields, "prompt", tokens)))
                        .toList(),
                choices,
                CommonFields.sampling(fields, defaults),
                CommonFields.stop(fields),
                OptionalInt.of(maxTokens.orElse(DEFAULT_MAX_TOKENS)),
                alternatives == null ? OptionalInt.empty() : OptionalInt.of(alternatives.intValue()));
        return new TextRequest(
                fields.requiredText("model"), query, fields.flag("stream", false), CommonFields.usage(fields), null);
    }
}
