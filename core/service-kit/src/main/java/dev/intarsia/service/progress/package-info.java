/**
 * Detects whether the consumers of a group make progress. Readiness depends on what a service does with its records,
 * not only on whether its threads are alive.
 */
@NullMarked
package dev.intarsia.service.progress;

import org.jspecify.annotations.NullMarked;
