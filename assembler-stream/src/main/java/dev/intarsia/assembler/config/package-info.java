/**
 * The assembler's settings. An operator's file, environment variables and system properties override the documented
 * defaults in that order, and an unknown key stops the start.
 */
@NullMarked
package dev.intarsia.assembler.config;

import org.jspecify.annotations.NullMarked;
