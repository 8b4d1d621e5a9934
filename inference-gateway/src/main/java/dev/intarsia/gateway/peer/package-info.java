/**
 * Lets several gateways work as one. Each user's state is held by one instance, and a request that reaches another
 * instance is forwarded to it.
 */
@NullMarked
package dev.intarsia.gateway.peer;

import org.jspecify.annotations.NullMarked;
