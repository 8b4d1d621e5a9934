/**
 * TCP ports of this machine that the parts of the stack listen on.
 * A port that is taken is found before a server trips over it, and named with the setting that chooses it.
 */
@NullMarked
package dev.intarsia.stack.port;

import org.jspecify.annotations.NullMarked;
