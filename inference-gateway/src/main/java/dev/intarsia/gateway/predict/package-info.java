/**
 * Answers questions of tasks with a distribution over their labels. Questions of all requests at hand go through the
 * model together, each with its own user's adapter.
 */
@NullMarked
package dev.intarsia.gateway.predict;

import org.jspecify.annotations.NullMarked;
