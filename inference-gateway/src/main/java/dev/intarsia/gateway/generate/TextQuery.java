package dev.intarsia.gateway.generate;

import dev.intarsia.gateway.serving.AdapterPolicy;
import dev.intarsia.model.decode.SamplingOptions;
import dev.intarsia.model.knowledge.KnowledgeChoice;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What a caller wants generated.
 *
 * @param user the person, or null for nobody
 * @param knowledge how much of the person's past the prompts are to carry
 * @param prompts make each prompt
 * @param choices how many texts per prompt; choice {@code i} is drawn with the seed plus {@code i}
 * @param sampling how tokens are picked, with the first choice's seed
 * @param stop strings that end a text
 * @param maxTokens longest text; empty for as many as the default and the context allow
 * @param alternatives likeliest tokens to name beside each; empty for no log-probabilities
 */
public record TextQuery(
        @Nullable String user,
        AdapterPolicy policy,
        KnowledgeChoice knowledge,
        List<PromptSource> prompts,
        int choices,
        SamplingOptions sampling,
        List<String> stop,
        OptionalInt maxTokens,
        OptionalInt alternatives) {
    public TextQuery {
        prompts = List.copyOf(prompts);
        stop = List.copyOf(stop);
    }

    /** Whether the answer rests on something that only the gateway has which holds the user. */
    public boolean personal() {
        return policy != AdapterPolicy.BASE || !knowledge.none();
    }

    /** How many texts there are in all. */
    public int texts() {
        return prompts.size() * choices;
    }
}
