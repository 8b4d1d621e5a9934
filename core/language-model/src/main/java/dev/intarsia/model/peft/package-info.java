/**
 * Adapters in the folders that Hugging Face's PEFT library writes and reads, so that they can be carried in and away.
 * What a folder asks for is either honoured exactly or refused.
 */
@NullMarked
package dev.intarsia.model.peft;

import org.jspecify.annotations.NullMarked;
