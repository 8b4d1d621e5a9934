/**
 * Methods that answer with other people's adapters: the pool of sharers, and what is fitted together, picked or trained
 * further from it for a target user. Election, training, gates, weights and composition are the services' own code.
 */
@NullMarked
package dev.intarsia.replay.pool;

import org.jspecify.annotations.NullMarked;
