/**
 * Picks the adapter a request is answered with and makes it from what the streams brought: the user's own, or one
 * composed from pieces. What does not fit the base model is never served, and everything served says exactly what it is.
 */
@NullMarked
package dev.intarsia.gateway.serving;

import org.jspecify.annotations.NullMarked;
