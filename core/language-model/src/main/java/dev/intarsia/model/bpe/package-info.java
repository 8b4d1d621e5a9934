/**
 * Learns a byte-level byte-pair vocabulary from counted words and writes it as a {@code tokenizer.json}.
 * The same words give the same file, whatever their order.
 */
@org.jspecify.annotations.NullMarked
package dev.intarsia.model.bpe;
