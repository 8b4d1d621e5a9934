/**
 * What services that are Kafka Streams applications run with: the settings of Kafka Streams, a bound on the memory of
 * their stores, records with the time of their source, and a record with its origin.
 */
@NullMarked
package dev.intarsia.service.streams;

import org.jspecify.annotations.NullMarked;
