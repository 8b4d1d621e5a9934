/**
 * The trainer's Kafka clients: how they are set up, and how a topic is read so that nothing is lost when reading fails
 * halfway.
 */
@NullMarked
package dev.intarsia.trainer.connect;

import org.jspecify.annotations.NullMarked;
