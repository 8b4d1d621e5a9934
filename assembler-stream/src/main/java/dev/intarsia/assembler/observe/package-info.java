/**
 * The assembler's metrics, health checks and the HTTP endpoint that serves them. Nothing here influences what the
 * assembler computes.
 */
@NullMarked
package dev.intarsia.assembler.observe;

import org.jspecify.annotations.NullMarked;
