/**
 * Learns a byte-level BPE vocabulary from word counts and writes it as a {@code tokenizer.json}. The result does not
 * depend on the order of the words.
 */
@org.jspecify.annotations.NullMarked
package dev.intarsia.model.bpe;
