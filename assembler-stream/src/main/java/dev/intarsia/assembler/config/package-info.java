/**
 * The assembler's settings. Files, the environment and system properties override the documented defaults in that
 * order, and a key that means nothing stops the start.
 */
@NullMarked
package dev.intarsia.assembler.config;

import org.jspecify.annotations.NullMarked;
