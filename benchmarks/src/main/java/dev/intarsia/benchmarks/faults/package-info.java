/**
 * Kills trainers and the broker by SIGKILL while events stream in, then verifies that each event was learned from exactly
 * once and that the adapters are those of an undisturbed run.
 */
@NullMarked
package dev.intarsia.benchmarks.faults;

import org.jspecify.annotations.NullMarked;
