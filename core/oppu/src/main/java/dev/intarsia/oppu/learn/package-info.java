/**
 * Turns new events into signatures, losses and updates with the model, and into the users' next states. Nothing is
 * changed in place: what a batch of events led to is one value, taken over or thrown away as a whole.
 */
@NullMarked
package dev.intarsia.oppu.learn;

import org.jspecify.annotations.NullMarked;
