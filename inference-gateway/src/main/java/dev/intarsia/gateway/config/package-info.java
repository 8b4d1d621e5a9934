/**
 * The gateway's settings, as its documented YAML file names them. Files, environment and system properties override it
 * in that order, and a key that means nothing stops the start.
 */
@NullMarked
package dev.intarsia.gateway.config;

import org.jspecify.annotations.NullMarked;
