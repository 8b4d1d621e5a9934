/**
 * Reads and writes checkpoints in the Hugging Face layout: {@code config.json} and safetensors files. Reading is
 * strict, and a tensor is a name, a shape and a mapped range of bytes; nothing here computes.
 */
@NullMarked
package dev.intarsia.model.checkpoint;

import org.jspecify.annotations.NullMarked;
