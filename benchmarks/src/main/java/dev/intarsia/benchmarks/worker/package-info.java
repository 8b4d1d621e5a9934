/**
 * Child processes, one per configuration, so that peak memory is measured separately for each. Each runs a round per
 * command line that it reads and answers with one line of JSON, so that configurations can be measured in turns.
 */
@NullMarked
package dev.intarsia.benchmarks.worker;

import org.jspecify.annotations.NullMarked;
