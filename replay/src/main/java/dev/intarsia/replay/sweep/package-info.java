/**
 * Measures how good assembly is: sharers, signatures and own adapters are computed once, then many ways of assembling are
 * compared on the same users and questions. Pool, gates, weights and composition are the services' own code.
 */
@NullMarked
package dev.intarsia.replay.sweep;

import org.jspecify.annotations.NullMarked;
