/**
 * Which records of {@code events} may be learned from. A record is admitted or refused by what it holds alone, so that
 * reading the log again admits the same ones.
 */
@NullMarked
package dev.intarsia.trainer.admit;

import org.jspecify.annotations.NullMarked;
