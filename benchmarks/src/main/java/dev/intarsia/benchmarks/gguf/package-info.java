/**
 * Writes a checkpoint as a GGUF file for llama.cpp. It supports Llama decoders with a byte-level vocabulary only.
 */
@NullMarked
package dev.intarsia.benchmarks.gguf;

import org.jspecify.annotations.NullMarked;
