/**
 * Measures rules of learning: users of the population stream their events, each is asked before it is learned from, and
 * every rule is compared with the trainer's settings on the same events.
 */
@NullMarked
package dev.intarsia.replay.learning;

import org.jspecify.annotations.NullMarked;
