package dev.intarsia.model.decode;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A text to generate.
 *
 * @param prompt tokens, the beginning-of-sequence token included; not copied
 * @param adapter pinned for the whole text; null for the base model
 * @param stop strings that end the text and are no part of it
 * @param maxTokens how many tokens are sampled at most
 * @param alternatives how many of the likeliest tokens are named beside each chosen one; empty for no
 *     log-probabilities at all
 * @param listener hears the events on the loop's thread, which it must not block
 * @param owner whose prompt it is; null where others that name none may reuse what is read of it
 */
public record GenerationRequest(
        int[] prompt,
        @Nullable Adapter adapter,
        SamplingOptions sampling,
        List<String> stop,
        int maxTokens,
        OptionalInt alternatives,
        Consumer<GenerationEvent> listener,
        @Nullable PromptOwner owner) {
    public GenerationRequest {
        requireNonNull(sampling);
        requireNonNull(alternatives);
        requireNonNull(listener);
        stop = List.copyOf(stop);
        if (prompt.length == 0) {
            throw new IllegalArgumentException(
                    "The prompt has no tokens; it begins with the beginning-of-sequence token.");
        }
        if (maxTokens < 1) {
            throw new IllegalArgumentException("maxTokens must be at least 1, not " + maxTokens + ".");
        }
        if (stop.contains("")) {
            throw new IllegalArgumentException("A stop string is empty and would end every text; leave it out.");
        }
    }

    /** A request of nobody in particular. */
    public GenerationRequest(
            int[] prompt,
            @Nullable Adapter adapter,
            SamplingOptions sampling,
            List<String> stop,
            int maxTokens,
            OptionalInt alternatives,
            Consumer<GenerationEvent> listener) {
        this(prompt, adapter, sampling, stop, maxTokens, alternatives, listener, null);
    }
}
