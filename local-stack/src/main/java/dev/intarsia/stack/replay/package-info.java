/**
 * The terminal output of a replay and the names of its settings in reports. The replay itself prints nothing.
 */
@NullMarked
package dev.intarsia.stack.replay;

import org.jspecify.annotations.NullMarked;
