/**
 * The command line, with one class per command. One handler turns every failure into a sentence and an exit code.
 */
@NullMarked
package dev.intarsia.stack.cli;

import org.jspecify.annotations.NullMarked;
