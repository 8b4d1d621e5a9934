/**
 * Gives pieces and assembled adapters their identity. Equal content has an equal digest in every process, and every
 * text and array is counted before it is hashed, so that no two contents run together.
 */
@NullMarked
package dev.intarsia.pieces.digest;

import org.jspecify.annotations.NullMarked;
