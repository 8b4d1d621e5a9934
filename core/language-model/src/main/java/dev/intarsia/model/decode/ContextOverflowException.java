package dev.intarsia.model.decode;

/** Prompt and answer together are longer than a slot holds. */
public final class ContextOverflowException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ContextOverflowException(int promptTokens, int maxTokens, int capacity) {
        super("The prompt has " + promptTokens + " tokens and " + maxTokens
                + " are to be generated, but the context holds " + capacity
                + ". Shorten the prompt or ask for fewer tokens.");
    }
}
