/**
 * Holds the shared pieces of one base model as the assembler needs them: who shares, which version, and the gates. A
 * pool never changes; a change makes another pool that keeps every module the change did not touch.
 */
@NullMarked
package dev.intarsia.pieces.pool;

import org.jspecify.annotations.NullMarked;
