/**
 * Answers text requests: encodes the prompt, pins the adapter, adds the choices to the running batch and reads their
 * tokens until the end. Closing an answer early frees its slots in the batch.
 */
@NullMarked
package dev.intarsia.gateway.generate;

import org.jspecify.annotations.NullMarked;
