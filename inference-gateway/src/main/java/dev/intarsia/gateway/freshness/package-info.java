/**
 * Measures how old a user's last event is when what was learnt from it becomes servable. Times are wall-clock, from the
 * ingest that accepted the event to this instance.
 */
@NullMarked
package dev.intarsia.gateway.freshness;

import org.jspecify.annotations.NullMarked;
