/**
 * Signatures: what one event says of its user, at every module, taken from one pass of the frozen base.
 * A signature of gradients is sketched; a signature of activations is a mean of normalised inputs.
 */
@NullMarked
package dev.intarsia.model.gate;

import org.jspecify.annotations.NullMarked;
