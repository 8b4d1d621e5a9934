package dev.intarsia.model.example;

/**
 * A prompt's tokens, with what the checkpoint puts before every text.
 *
 * @param tokens not copied: do not change them afterwards
 * @param cutTokens how many tokens of history and profile had no room
 */
public record EncodedPrompt(int[] tokens, int cutTokens) {}
