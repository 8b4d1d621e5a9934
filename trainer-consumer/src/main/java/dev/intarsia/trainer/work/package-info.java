/**
 * One batch, from the records that came to everything one transaction will write. What users' states and the topics
 * should hold is compared with what they do, so that doing it again changes nothing.
 */
@NullMarked
package dev.intarsia.trainer.work;

import org.jspecify.annotations.NullMarked;
