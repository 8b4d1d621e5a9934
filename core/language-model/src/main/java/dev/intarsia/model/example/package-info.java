/**
 * Encodes a task's input and output as tokens for training and scoring. The prompt is never part of the loss.
 */
@NullMarked
package dev.intarsia.model.example;

import org.jspecify.annotations.NullMarked;
