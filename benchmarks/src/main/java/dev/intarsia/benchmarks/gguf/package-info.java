/**
 * A checkpoint as a GGUF file, which llama.cpp reads.
 * Only what a Llama decoder with a byte-level vocabulary needs.
 */
@NullMarked
package dev.intarsia.benchmarks.gguf;

import org.jspecify.annotations.NullMarked;
