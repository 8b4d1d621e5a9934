/**
 * What the trainer learns as the records of its topics, and back. Everything here is a pure translation.
 */
@NullMarked
package dev.intarsia.trainer.wire;

import org.jspecify.annotations.NullMarked;
