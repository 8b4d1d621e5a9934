/**
 * The trainer's Kafka clients and their configuration. Topics are read so that a failure in the middle loses no
 * record.
 */
@NullMarked
package dev.intarsia.trainer.connect;

import org.jspecify.annotations.NullMarked;
