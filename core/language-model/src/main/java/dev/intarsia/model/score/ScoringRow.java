package dev.intarsia.model.score;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.example.Example;
import org.jspecify.annotations.Nullable;

/**
 * An example to be scored.
 *
 * @param adapter null for the base model
 */
public record ScoringRow(Example example, @Nullable Adapter adapter) {}
