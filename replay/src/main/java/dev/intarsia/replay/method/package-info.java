/**
 * The ways of answering that a replay compares, from the base model and predictors without a model to one adapter per
 * user. Each is driven through {@link dev.intarsia.replay.method.Method} and knows nothing of the protocol or of others.
 */
@NullMarked
package dev.intarsia.replay.method;

import org.jspecify.annotations.NullMarked;
