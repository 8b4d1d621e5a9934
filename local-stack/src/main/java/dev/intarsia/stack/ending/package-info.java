/**
 * How this process ends when it is told to, by Ctrl-C or a signal: at once, or after what it holds was closed. Either way the
 * native engine's own clearing up is never run, since other threads may still be computing with what it frees.
 */
@NullMarked
package dev.intarsia.stack.ending;

import org.jspecify.annotations.NullMarked;
