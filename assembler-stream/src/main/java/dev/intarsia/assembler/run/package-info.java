/**
 * Runs the topology: Kafka Streams' settings, the memory limit of its state stores and the restart after a failure. A
 * failed instance resumes from its last commit, without a limit on attempts and with growing delays.
 */
@NullMarked
package dev.intarsia.assembler.run;

import org.jspecify.annotations.NullMarked;
