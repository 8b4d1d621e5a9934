/**
 * Whether what reads a group's partitions moves: readiness follows what a service does with its records and not only that
 * its threads are there.
 */
@NullMarked
package dev.intarsia.service.progress;

import org.jspecify.annotations.NullMarked;
