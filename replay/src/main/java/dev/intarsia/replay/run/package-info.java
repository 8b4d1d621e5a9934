/**
 * Runs every method through a plan, writes predictions as they are made and resumes a killed run. The order of work
 * follows from the plan alone; the clock only measures cost.
 */
@NullMarked
package dev.intarsia.replay.run;

import org.jspecify.annotations.NullMarked;
