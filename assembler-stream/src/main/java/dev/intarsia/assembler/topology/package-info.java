/**
 * Ties the processors together into one Kafka Streams topology. It is a pure function of the settings: building it
 * connects to nothing.
 */
@NullMarked
package dev.intarsia.assembler.topology;

import org.jspecify.annotations.NullMarked;
