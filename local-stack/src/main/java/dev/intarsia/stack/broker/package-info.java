/**
 * A real Kafka broker of one node with its controller inside this JVM, for one machine and for tests. Its data
 * survives the process, including one that is killed.
 */
@NullMarked
package dev.intarsia.stack.broker;

import org.jspecify.annotations.NullMarked;
