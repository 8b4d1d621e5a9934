/**
 * OPPU's stage 0: adapts a base model to a task on the population alone, so that a replay on data the base has never seen
 * compares ways of being personal and not ways of learning the task.
 */
@NullMarked
package dev.intarsia.replay.adapt;

import org.jspecify.annotations.NullMarked;
