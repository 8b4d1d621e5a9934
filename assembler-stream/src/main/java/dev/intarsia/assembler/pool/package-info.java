/**
 * The pool of shared pieces, which every assembler instance reads in full. A changed pool is used once its changes
 * have settled, so that a sharer's modules, which arrive one by one, cause one recomputation.
 */
@NullMarked
package dev.intarsia.assembler.pool;

import org.jspecify.annotations.NullMarked;
