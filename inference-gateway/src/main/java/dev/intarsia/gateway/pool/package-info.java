/**
 * All pieces in memory, ready to be composed. Every gateway instance holds the whole pool.
 */
@NullMarked
package dev.intarsia.gateway.pool;

import org.jspecify.annotations.NullMarked;
