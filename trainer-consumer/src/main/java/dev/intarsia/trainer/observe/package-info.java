/**
 * What a running trainer tells of itself: metrics, health and a report of each committed batch. Nothing here holds up
 * the work.
 */
@NullMarked
package dev.intarsia.trainer.observe;

import org.jspecify.annotations.NullMarked;
