/**
 * When a user's adapter is trained, on which events, and whether the result is accepted. Schedule, plan and sample
 * depend on the user's own event sequence alone, and so not on batches, restarts or other users.
 */
@NullMarked
package dev.intarsia.oppu.update;

import org.jspecify.annotations.NullMarked;
