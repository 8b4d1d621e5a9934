/**
 * Shows the assembler to those who run it: metrics, health, and the endpoint that serves both. Nothing here has a say in
 * what the assembler does.
 */
@NullMarked
package dev.intarsia.assembler.observe;

import org.jspecify.annotations.NullMarked;
