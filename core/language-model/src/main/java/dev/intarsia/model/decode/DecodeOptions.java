package dev.intarsia.model.decode;

/**
 * Bounds of a decode loop.
 *
 * @param slots how many texts run at once
 * @param capacity tokens a text may have, prompt included; less where the cache is smaller
 * @param queue how many requests may wait for a slot
 * @param prefillTokens how many tokens of prompts are read between two steps of the running texts; a longer prompt is
 *     read in several parts
 * @param cacheBytes most memory that keys and values of all texts take; never more than twice what all slots can use
 * @param reuse whether the beginning of a prompt is kept for later requests of the same owner with the same adapter
 */
public record DecodeOptions(int slots, int capacity, int queue, int prefillTokens, long cacheBytes, boolean reuse) {
    /** Room for 11,000 tokens of a model with 30 layers, 3 key-value heads and 64 numbers in each. */
    public static final long DEFAULT_CACHE_BYTES = 512L << 20;

    public DecodeOptions {
        require(slots >= 1, "slots", slots);
        require(capacity >= 2, "capacity", capacity);
        require(queue >= 0, "queue", queue);
        require(prefillTokens >= 1, "prefillTokens", prefillTokens);
        require(cacheBytes >= 1, "cacheBytes", cacheBytes);
    }

    /** With the default cache, and reuse. */
    public DecodeOptions(int slots, int capacity, int queue, int prefillTokens) {
        this(slots, capacity, queue, prefillTokens, DEFAULT_CACHE_BYTES, true);
    }

    public DecodeOptions withCapacity(int tokens) {
        return new DecodeOptions(slots, tokens, queue, prefillTokens, cacheBytes, reuse);
    }

    public DecodeOptions withCacheBytes(long bytes) {
        return new DecodeOptions(slots, capacity, queue, prefillTokens, bytes, reuse);
    }

    public DecodeOptions withReuse(boolean kept) {
        return new DecodeOptions(slots, capacity, queue, prefillTokens, cacheBytes, kept);
    }

    private static void require(boolean holds, String name, long given) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is too small: " + given);
        }
    }
}
