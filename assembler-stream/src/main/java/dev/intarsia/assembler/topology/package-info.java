/**
 * Connects the processors to one Kafka Streams topology. Building it is a pure function of the settings and opens no
 * connection.
 */
@NullMarked
package dev.intarsia.assembler.topology;

import org.jspecify.annotations.NullMarked;
