/**
 * Measures what to train of whom: nothing beside what is assembled, a residual on top of that, or an own adapter. Users
 * stream their events, each is asked before it is learned from, and every rule answers the same questions.
 */
@NullMarked
package dev.intarsia.replay.evidence;

import org.jspecify.annotations.NullMarked;
