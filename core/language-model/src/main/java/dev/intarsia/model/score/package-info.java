/**
 * Scores examples and labels with the base model and any adapters, many rows per pass. A row's result does not depend
 * on the other rows.
 */
@NullMarked
package dev.intarsia.model.score;

import org.jspecify.annotations.NullMarked;
