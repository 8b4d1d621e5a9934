/**
 * The trainer's local store: every user's history, adapter and published records, with the positions of the log up to
 * which they hold. It can be thrown away at any time; the topics have everything that is in it.
 */
@NullMarked
package dev.intarsia.trainer.state;

import org.jspecify.annotations.NullMarked;
