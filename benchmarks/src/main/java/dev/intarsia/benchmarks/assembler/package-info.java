/**
 * The assembler benchmark: its own processors in memory and in Kafka Streams, large pools, many users, and what it stores
 * and computes beside an adapter for each user.
 */
@NullMarked
package dev.intarsia.benchmarks.assembler;

import org.jspecify.annotations.NullMarked;
