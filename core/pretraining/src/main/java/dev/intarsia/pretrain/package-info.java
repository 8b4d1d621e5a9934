/**
 * Trains the default base checkpoint: a vocabulary and English from film texts, then the tasks from the population's
 * part of the sample stream. Every step depends on the recorded seed alone, so that an interrupted run can be resumed.
 */
@org.jspecify.annotations.NullMarked
package dev.intarsia.pretrain;
