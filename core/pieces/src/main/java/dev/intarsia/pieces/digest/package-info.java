/**
 * Content digests of pieces and assembled adapters. Equal content has an equal digest in every process; every text and
 * array is prefixed with its length, so that different contents are never hashed as the same bytes.
 */
@NullMarked
package dev.intarsia.pieces.digest;

import org.jspecify.annotations.NullMarked;
