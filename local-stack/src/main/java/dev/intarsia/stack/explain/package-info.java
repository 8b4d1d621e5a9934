/**
 * Asks a gateway why a user is answered as they are, and shows it on a terminal: head lines, sharers, pieces, and a picture
 * of the weights.
 */
@NullMarked
package dev.intarsia.stack.explain;

import org.jspecify.annotations.NullMarked;
