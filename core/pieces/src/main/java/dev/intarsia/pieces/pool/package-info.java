/**
 * The pool of shared pieces of one base model: sharers, versions and gates. A pool is immutable; a change creates
 * another pool that reuses every unchanged module.
 */
@NullMarked
package dev.intarsia.pieces.pool;

import org.jspecify.annotations.NullMarked;
