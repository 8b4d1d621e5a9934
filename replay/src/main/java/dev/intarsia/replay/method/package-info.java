/**
 * The methods that a replay compares, from the base model and predictors without a model to one adapter per user. Each
 * is called through {@link dev.intarsia.replay.method.Method} and depends neither on the protocol nor on other
 * methods.
 */
@NullMarked
package dev.intarsia.replay.method;

import org.jspecify.annotations.NullMarked;
