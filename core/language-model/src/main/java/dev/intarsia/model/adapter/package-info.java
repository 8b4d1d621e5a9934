/**
 * Adapters as values: their modules, weights, optimizer state and exact composition. The factor A is either shared and
 * derived from the base model, so that a user owns only B, or belongs to the user as well. (IA)³ and prompts are adapters too.
 */
@NullMarked
package dev.intarsia.model.adapter;

import org.jspecify.annotations.NullMarked;
