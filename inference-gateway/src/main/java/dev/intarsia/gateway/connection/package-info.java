/**
 * A client's connection: whether the client is still connected, and server-sent events to it. Work for a client that
 * has disconnected is cancelled.
 */
@NullMarked
package dev.intarsia.gateway.connection;

import org.jspecify.annotations.NullMarked;
