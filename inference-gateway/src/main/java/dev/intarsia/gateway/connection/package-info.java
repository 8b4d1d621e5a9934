/**
 * One client's connection: whether the client is still there, and server-sent events to it. Work for a client that has
 * gone is taken back.
 */
@NullMarked
package dev.intarsia.gateway.connection;

import org.jspecify.annotations.NullMarked;
