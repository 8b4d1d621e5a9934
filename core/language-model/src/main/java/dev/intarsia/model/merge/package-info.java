/**
 * Merges adapters into the weights of a base model and writes a new checkpoint. The base checkpoint is only read and
 * stays unchanged.
 */
@NullMarked
package dev.intarsia.model.merge;

import org.jspecify.annotations.NullMarked;
