/**
 * Runs the topology: the settings of Kafka Streams, a bound on the memory of its stores, and a new start after a
 * failure. What fails is tried again from the last commit, for ever and with growing pauses.
 */
@NullMarked
package dev.intarsia.assembler.run;

import org.jspecify.annotations.NullMarked;
