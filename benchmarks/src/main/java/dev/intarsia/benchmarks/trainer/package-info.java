/** The trainer as a process: how soon it is ready with much or little behind it, what it holds in memory. */
@NullMarked
package dev.intarsia.benchmarks.trainer;

import org.jspecify.annotations.NullMarked;
