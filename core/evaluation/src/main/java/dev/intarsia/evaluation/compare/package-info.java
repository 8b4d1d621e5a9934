/**
 * Two replays side by side: what one changed about the other. Where both were asked the same questions their answers are
 * compared pair by pair, which tells smaller differences from chance.
 */
@NullMarked
package dev.intarsia.evaluation.compare;

import org.jspecify.annotations.NullMarked;
