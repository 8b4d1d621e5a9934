/**
 * All pieces there are, in memory and ready to be added up. Every gateway instance holds the whole pool.
 */
@NullMarked
package dev.intarsia.gateway.pool;

import org.jspecify.annotations.NullMarked;
