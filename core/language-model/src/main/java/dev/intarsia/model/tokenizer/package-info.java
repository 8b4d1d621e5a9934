/**
 * Text to token numbers and back, by a checkpoint's {@code tokenizer.json}.
 * Streams decode piece by piece and never show half a character.
 */
@org.jspecify.annotations.NullMarked
package dev.intarsia.model.tokenizer;
