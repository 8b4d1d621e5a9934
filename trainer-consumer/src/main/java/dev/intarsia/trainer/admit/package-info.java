/**
 * Decides which records of {@code events} may be learned from. The decision depends on the record's contents alone, so
 * that reading the log again admits the same records.
 */
@NullMarked
package dev.intarsia.trainer.admit;

import org.jspecify.annotations.NullMarked;
