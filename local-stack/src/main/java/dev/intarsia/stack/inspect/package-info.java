/**
 * What there is to know of a checkpoint or an adapter folder before it is loaded.
 * Everything is read from the files; the engine starts only to find out how it multiplies here.
 */
@NullMarked
package dev.intarsia.stack.inspect;

import org.jspecify.annotations.NullMarked;
