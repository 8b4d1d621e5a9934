/**
 * Adapters as values: which modules they touch, their weights, their optimizer state and their exact composition.
 * The factor A is shared by everybody and follows from the base model, so that only B belongs to a user, or it is the user's own.
 */
@NullMarked
package dev.intarsia.model.adapter;

import org.jspecify.annotations.NullMarked;
