/**
 * The trainer's thread: reads events and decisions, works batches out and commits each in one transaction. Whatever
 * fails leaves either nothing written and nothing changed, or is read back from the log.
 */
@NullMarked
package dev.intarsia.trainer.loop;

import org.jspecify.annotations.NullMarked;
