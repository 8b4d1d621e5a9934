/**
 * Checkpoints in the Hugging Face layout: config.json and safetensors files, read strictly and written back.
 * Nothing here computes; a tensor is a name, a shape and a mapped range of bytes.
 */
@NullMarked
package dev.intarsia.model.checkpoint;

import org.jspecify.annotations.NullMarked;
