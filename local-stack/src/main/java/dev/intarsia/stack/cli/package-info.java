/** The command line: one class per command, and one place that turns a failure into a sentence and an exit code. */
@NullMarked
package dev.intarsia.stack.cli;

import org.jspecify.annotations.NullMarked;
