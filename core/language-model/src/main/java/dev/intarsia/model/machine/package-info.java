/**
 * Describes this machine as its operating system reports it. Nothing here starts the engine, and values that a system
 * does not report are left empty rather than guessed.
 */
@NullMarked
package dev.intarsia.model.machine;

import org.jspecify.annotations.NullMarked;
