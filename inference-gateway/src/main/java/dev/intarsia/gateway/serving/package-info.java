/**
 * Selects a request's adapter and creates it from the topics' state: the user's own adapter, or one composed from
 * pieces. An adapter that does not fit the base model is never served, and every served adapter reports what it
 * consists of.
 */
@NullMarked
package dev.intarsia.gateway.serving;

import org.jspecify.annotations.NullMarked;
