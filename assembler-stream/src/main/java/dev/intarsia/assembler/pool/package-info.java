/**
 * The shared pieces, read by every assembler in full. A changed pool is taken into use when the changes have settled, so
 * that a sharer's modules, which arrive one by one, cause one recomputation and not many.
 */
@NullMarked
package dev.intarsia.assembler.pool;

import org.jspecify.annotations.NullMarked;
