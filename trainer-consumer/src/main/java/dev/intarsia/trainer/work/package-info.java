/**
 * Processes one batch, from its input records to everything that one transaction writes. The desired contents of
 * topics and users' states are compared with the actual ones, so that processing a batch again changes nothing.
 */
@NullMarked
package dev.intarsia.trainer.work;

import org.jspecify.annotations.NullMarked;
