/**
 * The settings of ingest, as documented in {@code ingest.yaml}. Environment variables and system properties override
 * the file, and an unknown key stops the start.
 */
@NullMarked
package dev.intarsia.ingest.config;

import org.jspecify.annotations.NullMarked;
