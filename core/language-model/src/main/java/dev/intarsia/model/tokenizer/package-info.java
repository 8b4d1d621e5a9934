/**
 * Encodes and decodes text by a checkpoint's {@code tokenizer.json}. Streamed decoding never emits part of a
 * character.
 */
@org.jspecify.annotations.NullMarked
package dev.intarsia.model.tokenizer;
