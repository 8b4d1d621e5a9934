/**
 * Writes events, consents and erasures to their topics and says when the broker has them. What is on its way is
 * bounded, and every failure says whether sending again can help.
 */
@NullMarked
package dev.intarsia.ingest.publish;

import org.jspecify.annotations.NullMarked;
