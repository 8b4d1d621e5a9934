/**
 * What there is to know of a checkpoint or an adapter folder before it is loaded.
 * Everything is read from the files; no engine starts.
 */
@NullMarked
package dev.intarsia.stack.inspect;

import org.jspecify.annotations.NullMarked;
