/**
 * Turns a user's signature and the pool into the coefficients of an assembled adapter. How scores become coefficients
 * is a {@code Weights}; the rest is the same for all of them.
 */
@NullMarked
package dev.intarsia.pieces.assemble;

import org.jspecify.annotations.NullMarked;
