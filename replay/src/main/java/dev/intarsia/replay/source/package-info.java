/**
 * Reads recorded behavior from every supported format into one {@code Recording}. Unusable entries are left out by
 * documented rules and counted.
 */
@NullMarked
package dev.intarsia.replay.source;

import org.jspecify.annotations.NullMarked;
