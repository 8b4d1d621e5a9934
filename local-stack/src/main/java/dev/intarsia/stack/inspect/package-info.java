/**
 * Describes a checkpoint or adapter folder before it is loaded. Everything is read from the files; the engine is not
 * started.
 */
@NullMarked
package dev.intarsia.stack.inspect;

import org.jspecify.annotations.NullMarked;
