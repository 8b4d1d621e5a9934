/**
 * Takes every method through a plan, writes its predictions down as they come, and goes on where a killed run stopped. The
 * order of the work follows from the plan; the clock only tells what it cost.
 */
@NullMarked
package dev.intarsia.replay.run;

import org.jspecify.annotations.NullMarked;
