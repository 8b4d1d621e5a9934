/**
 * The trainer's assigned partitions, and how the local store is brought up to date with the log when one is assigned.
 */
@NullMarked
package dev.intarsia.trainer.partition;

import org.jspecify.annotations.NullMarked;
