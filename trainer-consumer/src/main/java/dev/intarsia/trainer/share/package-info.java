/**
 * Whose adapter becomes pieces, and which modules of it. A user shares while elected and consenting; an erased user is
 * remembered only as a moment before which nothing of them may be used.
 */
@NullMarked
package dev.intarsia.trainer.share;

import org.jspecify.annotations.NullMarked;
