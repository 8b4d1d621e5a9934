/**
 * Sends files of events to the events topic as fast as the broker accepts them. Sending a file again is safe, because
 * the same event has the same id.
 */
@NullMarked
package dev.intarsia.ingest.file;

import org.jspecify.annotations.NullMarked;
