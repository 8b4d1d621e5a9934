/**
 * Trains the adapters of many users in one fused batch. Each user has an own optimizer state, step count and seed, so
 * that a user's result does not depend on the other users.
 */
@NullMarked
package dev.intarsia.model.train;

import org.jspecify.annotations.NullMarked;
