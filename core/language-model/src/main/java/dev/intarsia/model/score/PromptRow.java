package dev.intarsia.model.score;

import dev.intarsia.model.adapter.Adapter;
import org.jspecify.annotations.Nullable;

/**
 * A prompt to be continued.
 *
 * @param prompt tokens, the beginning-of-sequence token included; not copied
 * @param adapter null for the base model
 */
public record PromptRow(int[] prompt, @Nullable Adapter adapter) {}
