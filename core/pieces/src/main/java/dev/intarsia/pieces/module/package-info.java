/**
 * Names of the places in a model where an adapter acts. A module is one projection of one layer, written as text like
 * {@code 3.q}.
 */
@NullMarked
package dev.intarsia.pieces.module;

import org.jspecify.annotations.NullMarked;
