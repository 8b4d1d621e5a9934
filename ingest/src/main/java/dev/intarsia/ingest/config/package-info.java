/**
 * The settings of ingest, as documented in {@code ingest.yaml}. A file of the operator, environment variables and
 * system properties override the defaults, and an unknown key stops the start.
 */
@NullMarked
package dev.intarsia.ingest.config;

import org.jspecify.annotations.NullMarked;
