/**
 * Loads every service's settings: a documented YAML file of defaults, overridden by an operator's file, environment
 * variables and system properties. An unknown key stops the start.
 */
@NullMarked
package dev.intarsia.schemas.config;

import org.jspecify.annotations.NullMarked;
