/**
 * Compares two replays. Where both asked the same questions, their answers are compared in pairs, which separates
 * smaller differences from chance.
 */
@NullMarked
package dev.intarsia.evaluation.compare;

import org.jspecify.annotations.NullMarked;
