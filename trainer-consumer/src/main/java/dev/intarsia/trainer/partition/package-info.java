/**
 * What a trainer holds of the partitions it works on, and how that is read back from the log when a partition comes to
 * it. Numbers of adapters lie in a scratch file, everything else in memory; nothing here outlives the process.
 */
@NullMarked
package dev.intarsia.trainer.partition;

import org.jspecify.annotations.NullMarked;
