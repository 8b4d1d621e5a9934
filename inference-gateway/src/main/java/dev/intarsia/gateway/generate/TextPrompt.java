package dev.intarsia.gateway.generate;

import dev.intarsia.gateway.knowledge.UsedKnowledge;

/**
 * A prompt as the model reads it.
 *
 * @param tokens what the checkpoint puts before every text included; not copied
 * @param knowledge what of the user's past is in it
 */
public record TextPrompt(int[] tokens, UsedKnowledge knowledge) {}
