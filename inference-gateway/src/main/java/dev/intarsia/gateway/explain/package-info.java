/**
 * Tells why a user is answered as they are: the assignment with its pieces, and what this gateway has of each. Sharers have
 * pseudonyms here; their names never leave the gateway.
 */
@NullMarked
package dev.intarsia.gateway.explain;

import org.jspecify.annotations.NullMarked;
