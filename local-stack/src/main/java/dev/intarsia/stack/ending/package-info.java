/**
 * The end of this process on Ctrl-C or a signal: at once, or after its resources are closed. The native engine's own
 * cleanup never runs, because other threads may still use the memory that it frees.
 */
@NullMarked
package dev.intarsia.stack.ending;

import org.jspecify.annotations.NullMarked;
