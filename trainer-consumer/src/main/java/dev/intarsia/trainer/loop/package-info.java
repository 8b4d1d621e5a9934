/**
 * The trainer's processing loop: it polls events and decisions, computes batches and commits each in one transaction.
 * After a failure, either nothing was written or changed, or the state is restored from the log.
 */
@NullMarked
package dev.intarsia.trainer.loop;

import org.jspecify.annotations.NullMarked;
