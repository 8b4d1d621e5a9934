package dev.intarsia.model.decode;

/**
 * Bounds of a decode loop.
 *
 * @param slots how many texts run at once
 * @param capacity tokens a text may have, prompt included
 * @param queue how many requests may wait for a slot
 * @param prefillTokens prompts are taken in until they hold this many tokens, then running texts advance; one prompt
 *     is always taken
 */
public record DecodeOptions(int slots, int capacity, int queue, int prefillTokens) {

    public DecodeOptions {
        require(slots >= 1, "slots", slots);
        require(capacity >= 2, "capacity", capacity);
        require(queue >= 0, "queue", queue);
        require(prefillTokens >= 1, "prefillTokens", prefillTokens);
    }

    private static void require(boolean holds, String name, int given) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is too small: " + given);
        }
    }
}
