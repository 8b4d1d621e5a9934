/** What {@code intarsia verify} prints, and where it takes the trainer's settings from. */
@NullMarked
package dev.intarsia.stack.verify;

import org.jspecify.annotations.NullMarked;
