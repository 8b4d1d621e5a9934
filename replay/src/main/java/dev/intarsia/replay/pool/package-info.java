/**
 * Methods that answer with adapters from a pool of sharers: assembled from pieces, retrieved whole, or trained further
 * for a target user. Election, training, gates, weights and composition are the services' own code.
 */
@NullMarked
package dev.intarsia.replay.pool;

import org.jspecify.annotations.NullMarked;
