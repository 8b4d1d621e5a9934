/**
 * Turns a task's input and output into the tokens the model is trained on and scored with.
 * The prompt is never part of the loss.
 */
@NullMarked
package dev.intarsia.model.example;

import org.jspecify.annotations.NullMarked;
