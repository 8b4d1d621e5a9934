/**
 * Sketches gradients and adapter weights to a small size that approximately preserves dot products. The same base
 * model and module give the same sketch in every process, so that signatures and gates are always comparable.
 */
@NullMarked
package dev.intarsia.pieces.sketch;

import org.jspecify.annotations.NullMarked;
