/**
 * Metrics and a report of each committed batch of a running trainer. Nothing here delays processing.
 */
@NullMarked
package dev.intarsia.trainer.observe;

import org.jspecify.annotations.NullMarked;
