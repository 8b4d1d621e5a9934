/**
 * Reads and writes adapters in the layout of Hugging Face's PEFT library. What an adapter's configuration asks for is
 * either honored exactly or refused.
 */
@NullMarked
package dev.intarsia.model.peft;

import org.jspecify.annotations.NullMarked;
