/**
 * What services that are Kafka Streams applications run with: the settings of Kafka Streams, a bound on the memory of
 * their stores, what a failed thread leads to, and whether records are getting on.
 */
@NullMarked
package dev.intarsia.service.streams;

import org.jspecify.annotations.NullMarked;
