package dev.intarsia.model.decode;

/**
 * How full the key-value cache is.
 *
 * @param capacity tokens it holds in all; it never grows
 * @param leased tokens that running texts have, or may yet need, for themselves
 * @param kept tokens of prompts that running texts share or that later ones may begin with
 * @param reusedTokens prompt tokens since the start that needed no reading, because they were kept
 */
public record CacheLoad(int capacity, int leased, int kept, long reusedTokens) {}
