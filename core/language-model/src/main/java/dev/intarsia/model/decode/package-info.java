/**
 * Generates text for many requests at once: each with its own adapter, sampling and length, joining and leaving one
 * running batch at every token. What a request gets depends on the request and its seed, never on its neighbours.
 */
@NullMarked
package dev.intarsia.model.decode;

import org.jspecify.annotations.NullMarked;
