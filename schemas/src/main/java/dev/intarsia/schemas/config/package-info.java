/**
 * How every service reads its settings: one documented YAML file of defaults, over it a file of the operator's, the
 * environment and system properties. A key nobody knows stops the start.
 */
@NullMarked
package dev.intarsia.schemas.config;

import org.jspecify.annotations.NullMarked;
