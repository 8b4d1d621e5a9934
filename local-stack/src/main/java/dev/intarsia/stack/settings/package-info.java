/**
 * The page of every service's settings, {@code docs/configuration.md}. It is generated from the documented YAML files
 * of the services.
 */
@NullMarked
package dev.intarsia.stack.settings;

import org.jspecify.annotations.NullMarked;
