/**
 * How a gateway starts: its streams run from the beginning of what they have not read, and it is ready once everything that
 * was there at the start has been taken in.
 */
@NullMarked
package dev.intarsia.gateway.startup;

import org.jspecify.annotations.NullMarked;
