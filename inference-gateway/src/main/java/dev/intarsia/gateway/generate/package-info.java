/**
 * Answers text requests: encodes the prompt, pins the adapter, puts the choices into the running batch and follows them to their
 * end. An answer that is closed early frees its places.
 */
@NullMarked
package dev.intarsia.gateway.generate;

import org.jspecify.annotations.NullMarked;
