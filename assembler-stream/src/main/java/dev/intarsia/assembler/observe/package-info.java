/**
 * The assembler's metrics. Nothing here influences what the assembler computes.
 */
@NullMarked
package dev.intarsia.assembler.observe;

import org.jspecify.annotations.NullMarked;
