/**
 * Converts between what the trainer learns and the records of its topics. All conversions are pure functions.
 */
@NullMarked
package dev.intarsia.trainer.wire;

import org.jspecify.annotations.NullMarked;
