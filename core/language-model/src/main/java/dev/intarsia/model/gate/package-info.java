/**
 * Computes signatures and gates. A signature is what one event says about its user at every module, from one pass of the
 * frozen base model: a sketched gradient, or a mean of normalized inputs. A gate is what a piece's score is taken with: the
 * sketch of B, or a vector that is trained once the adapter is.
 */
@NullMarked
package dev.intarsia.model.gate;

import org.jspecify.annotations.NullMarked;
