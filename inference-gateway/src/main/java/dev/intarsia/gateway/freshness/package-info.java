/**
 * Measures the time from a user's event until what was learned from it can be served. Times are wall-clock, from the
 * ingest instance that accepted the event to this instance.
 */
@NullMarked
package dev.intarsia.gateway.freshness;

import org.jspecify.annotations.NullMarked;
