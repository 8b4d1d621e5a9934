/**
 * The ingest service, which accepts behavior events, consents and erasures and writes them to the topics. This package
 * holds the service itself, constructed from its settings.
 */
@NullMarked
package dev.intarsia.ingest;

import org.jspecify.annotations.NullMarked;
