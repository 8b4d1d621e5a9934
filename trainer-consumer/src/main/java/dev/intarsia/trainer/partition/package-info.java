/**
 * The trainer's state of its assigned partitions and how it is restored from the log. Adapter weights are in a scratch
 * file and the rest is in memory; no state outlives the process.
 */
@NullMarked
package dev.intarsia.trainer.partition;

import org.jspecify.annotations.NullMarked;
