/**
 * The trainer's settings, as documented in its YAML file. An operator's file, environment variables and system
 * properties override it in that order, and an unknown key stops the start.
 */
@NullMarked
package dev.intarsia.trainer.config;

import org.jspecify.annotations.NullMarked;
