package dev.intarsia.model.decode;

import java.util.List;

/** What a request hears of its text: any number of deltas, then exactly one of the others. */
public sealed interface GenerationEvent {
    /**
     * More text.
     *
     * @param text whole characters, never a part of a stop string; may be empty
     * @param tokens those whose text has become complete, when log-probabilities were asked for; a token may come
     *     later than the first characters of its text, and those of a stop string never come
     */
    record Delta(String text, List<TokenChoice> tokens) implements GenerationEvent {
        public Delta {
            tokens = List.copyOf(tokens);
        }

        boolean isEmpty() {
            return text.isEmpty() && tokens.isEmpty();
        }
    }

    /**
     * The text has ended.
     *
     * @param generatedTokens all that were sampled, with the end-of-sequence token and those of a stop string
     */
    record Finished(FinishReason reason, int promptTokens, int generatedTokens) implements GenerationEvent {}

    /** The text cannot be completed. */
    record Failed(RuntimeException cause) implements GenerationEvent {}
}
