/**
 * Scores examples and labels under the base model and under any adapters, many rows in one pass.
 * A row's result does not depend on the rows beside it.
 */
@NullMarked
package dev.intarsia.model.score;

import org.jspecify.annotations.NullMarked;
