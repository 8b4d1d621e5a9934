/**
 * What ingest can be told, as {@code ingest.yaml} documents it. Environment variables and system properties override
 * the file, and a key nobody knows stops the start.
 */
@NullMarked
package dev.intarsia.ingest.config;

import org.jspecify.annotations.NullMarked;
