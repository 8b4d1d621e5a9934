/**
 * Sends whole files of events to the topic, as fast as the broker takes them. Sending a file again is safe, since the
 * same event has the same id.
 */
@NullMarked
package dev.intarsia.ingest.file;

import org.jspecify.annotations.NullMarked;
