/**
 * Answers task questions with a distribution over the task's labels. Pending questions of all requests share one pass
 * of the model, each with its own user's adapter.
 */
@NullMarked
package dev.intarsia.gateway.predict;

import org.jspecify.annotations.NullMarked;
