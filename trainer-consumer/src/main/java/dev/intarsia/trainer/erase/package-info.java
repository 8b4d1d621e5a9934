/**
 * Takes erased users' records out of {@code events}, and says on {@code erasures} what was removed. All of it runs beside
 * the trainer's work, on a thread of its own.
 */
@NullMarked
package dev.intarsia.trainer.erase;

import org.jspecify.annotations.NullMarked;
