/**
 * The machine this runs on, as its operating system describes it. Nothing here starts the engine, and what a system does not
 * say is left empty rather than guessed.
 */
@NullMarked
package dev.intarsia.model.machine;

import org.jspecify.annotations.NullMarked;
