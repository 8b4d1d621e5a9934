/**
 * When a user's adapter is trained, on which events, and whether the result is kept. Schedule, plan and sample follow
 * from the user's own sequence of events alone, so that they are the same whatever the batches, restarts and other users.
 */
@NullMarked
package dev.intarsia.oppu.update;

import org.jspecify.annotations.NullMarked;
