/**
 * Computes the coefficients of an assembled adapter from a user's signature and the pool. A {@code Weights} turns
 * scores into coefficients; all else is the same for every choice of weights.
 */
@NullMarked
package dev.intarsia.pieces.assemble;

import org.jspecify.annotations.NullMarked;
