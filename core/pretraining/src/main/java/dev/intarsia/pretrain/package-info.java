/**
 * Makes the default base checkpoint: learns a vocabulary and English from film texts, then the tasks from the
 * population's part of the sample stream. Every step depends on the recorded seed alone, so a run can be resumed.
 */
@org.jspecify.annotations.NullMarked
package dev.intarsia.pretrain;
