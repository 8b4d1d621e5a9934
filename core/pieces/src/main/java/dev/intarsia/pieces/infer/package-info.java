/** Inference of a user's coefficients: prior over sharers' pieces, evidence from signatures, leading directions. */
@NullMarked
package dev.intarsia.pieces.infer;

import org.jspecify.annotations.NullMarked;
