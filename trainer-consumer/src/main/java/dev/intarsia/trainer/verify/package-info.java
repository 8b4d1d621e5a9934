/**
 * Proves from the topics alone that every event was learned from exactly once: it reads what was committed and works out
 * anew, by the rules of {@code core/oppu}, what should be there. It writes nothing.
 */
@NullMarked
package dev.intarsia.trainer.verify;

import org.jspecify.annotations.NullMarked;
