/**
 * The HTTP server: its routes, its bounds and what it answers when a request fails. Until the streams have caught up it is alive
 * but not ready, and answers no questions.
 */
@NullMarked
package dev.intarsia.gateway.server;

import org.jspecify.annotations.NullMarked;
