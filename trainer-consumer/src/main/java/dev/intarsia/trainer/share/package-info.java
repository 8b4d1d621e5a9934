/**
 * Which users' adapters become pieces, and which of their modules. A user shares while elected and consenting; of an
 * erased user, only the time of the erasure is remembered, before which no event may be used.
 */
@NullMarked
package dev.intarsia.trainer.share;

import org.jspecify.annotations.NullMarked;
