/**
 * A real Kafka broker of one node inside this JVM, with its controller, for one machine and for tests.
 * Its data outlives the process, also one that is killed.
 */
@NullMarked
package dev.intarsia.stack.broker;

import org.jspecify.annotations.NullMarked;
