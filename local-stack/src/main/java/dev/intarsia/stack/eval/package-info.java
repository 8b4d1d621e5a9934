/**
 * Evaluates a checkpoint, with or without an adapter, on a file of a task's events or of plain text. It loads the
 * model in this process and needs no running service.
 */
@NullMarked
package dev.intarsia.stack.eval;

import org.jspecify.annotations.NullMarked;
