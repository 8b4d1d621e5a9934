/**
 * Generates text for many requests in one running batch, which requests join and leave at every token; each has its
 * own adapter, sampling options and length. A request's result depends on the request and its seed, never on other
 * requests in the batch.
 */
@NullMarked
package dev.intarsia.model.decode;

import org.jspecify.annotations.NullMarked;
