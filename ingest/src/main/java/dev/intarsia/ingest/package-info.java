/**
 * Ingest, the service that takes behaviour events, consents and erasures from outside into the topics. Here stands only
 * the service itself, put together from its configuration.
 */
@NullMarked
package dev.intarsia.ingest;

import org.jspecify.annotations.NullMarked;
