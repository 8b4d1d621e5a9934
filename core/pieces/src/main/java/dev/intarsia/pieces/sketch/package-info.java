/**
 * Makes gradients and adapter weights small enough to travel without losing their dot products. The same base model
 * and module give the same sketch in every process, so that a signature and a gate can always be compared.
 */
@NullMarked
package dev.intarsia.pieces.sketch;

import org.jspecify.annotations.NullMarked;
