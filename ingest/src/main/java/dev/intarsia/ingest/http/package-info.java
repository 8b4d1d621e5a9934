/**
 * The HTTP API of ingest: events, consents, erasure and probes. A request is answered once the broker has acknowledged
 * its records, without holding a thread until then.
 */
@NullMarked
package dev.intarsia.ingest.http;

import org.jspecify.annotations.NullMarked;
