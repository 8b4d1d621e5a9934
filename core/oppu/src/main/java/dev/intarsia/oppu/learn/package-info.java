/**
 * Turns new events into signatures, losses and updates with the model, and into the users' next states. Nothing is
 * changed in place: the result of a batch is one value, which is committed or discarded as a whole.
 */
@NullMarked
package dev.intarsia.oppu.learn;

import org.jspecify.annotations.NullMarked;
