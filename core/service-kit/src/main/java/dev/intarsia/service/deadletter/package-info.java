/** Records in a processor of Kafka Streams, tied to where they were read from, and their way to the dead letters. */
@NullMarked
package dev.intarsia.service.deadletter;

import org.jspecify.annotations.NullMarked;
