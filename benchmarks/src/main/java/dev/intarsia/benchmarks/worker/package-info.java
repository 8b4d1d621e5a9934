/**
 * Child processes, one per configuration, so that what each takes at most is its own.
 * They work when told to, one line in, one line of JSON out, so that what is compared is measured in turns.
 */
@NullMarked
package dev.intarsia.benchmarks.worker;

import org.jspecify.annotations.NullMarked;
