package dev.intarsia.gateway.generate;

import dev.intarsia.gateway.knowledge.UsedKnowledge;

/**
 * A prompt that is made when its query is taken in. What it reads of its user is read after the owner of what is kept of
 * the prompt has been asked for, so that an erasure between the two leaves nothing behind.
 */
@FunctionalInterface
public interface PromptSource {
    /** Makes the prompt; whatever is wrong with the request was refused before. */
    TextPrompt make();

    /** A prompt that is there already and carries nothing of a user's past. */
    static PromptSource of(int[] tokens) {
        TextPrompt prompt = new TextPrompt(tokens, UsedKnowledge.NONE);
        return () -> prompt;
    }
}
