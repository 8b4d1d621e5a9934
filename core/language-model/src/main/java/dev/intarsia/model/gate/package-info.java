/**
 * Computes signatures: what one event says about its user at every module, from one pass of the frozen base model. A
 * gradient signature is sketched; an activation signature is a mean of normalized inputs.
 */
@NullMarked
package dev.intarsia.model.gate;

import org.jspecify.annotations.NullMarked;
