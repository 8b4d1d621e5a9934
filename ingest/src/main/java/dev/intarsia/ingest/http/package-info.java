/**
 * The HTTP face of ingest: events, consents, erasure, and the probes an operator reads. Requests are answered when the
 * broker has what they brought, without holding a thread until then.
 */
@NullMarked
package dev.intarsia.ingest.http;

import org.jspecify.annotations.NullMarked;
