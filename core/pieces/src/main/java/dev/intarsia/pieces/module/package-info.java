/**
 * Names the places in a model where an adapter acts. A module is one projection of one layer, written {@code 3.q}
 * wherever it travels as text.
 */
@NullMarked
package dev.intarsia.pieces.module;

import org.jspecify.annotations.NullMarked;
