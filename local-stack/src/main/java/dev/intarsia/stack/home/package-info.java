/**
 * Locations of this installation's model and sample stream, and of the directories a run may write to.
 * System properties override the defaults.
 */
@NullMarked
package dev.intarsia.stack.home;

import org.jspecify.annotations.NullMarked;
