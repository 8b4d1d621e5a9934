/**
 * Adapters worked into the weights of a base model, as a new checkpoint.
 * The base itself is only read, so going back is using it again.
 */
@NullMarked
package dev.intarsia.model.merge;

import org.jspecify.annotations.NullMarked;
