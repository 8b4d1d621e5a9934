/**
 * How well a checkpoint, with or without an adapter, knows what a file holds: events of a task, or plain text.
 */
@NullMarked
package dev.intarsia.stack.eval;

import org.jspecify.annotations.NullMarked;
