/**
 * OPPU's stage 0: adapts a base model to a task on the population alone. A replay on data that the base model has
 * never seen then compares methods of personalization, not how well each learns the task.
 */
@NullMarked
package dev.intarsia.replay.adapt;

import org.jspecify.annotations.NullMarked;
