/**
 * Elects sharers among the consenting users, spread over clusters of behavior. An election is a pure function of its rules,
 * the candidates and the roster before it.
 */
@NullMarked
package dev.intarsia.pieces.election;

import org.jspecify.annotations.NullMarked;
