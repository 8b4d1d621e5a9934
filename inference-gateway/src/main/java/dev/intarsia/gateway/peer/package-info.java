/**
 * Several gateways as one. Each user's state is held by one of them, and a request that comes to another is sent on to it.
 */
@NullMarked
package dev.intarsia.gateway.peer;

import org.jspecify.annotations.NullMarked;
