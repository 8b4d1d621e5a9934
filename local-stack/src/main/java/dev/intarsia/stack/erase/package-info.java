/** Erasures from the command line. */
@NullMarked
package dev.intarsia.stack.erase;

import org.jspecify.annotations.NullMarked;
