/**
 * Writes events, consents and erasures to their topics and reports when the broker has acknowledged them. Records in
 * flight are bounded, and every failure says whether a retry can help.
 */
@NullMarked
package dev.intarsia.ingest.publish;

import org.jspecify.annotations.NullMarked;
