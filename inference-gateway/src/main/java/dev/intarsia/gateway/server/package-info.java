/**
 * The HTTP server: its routes, limits and error responses. Until the streams have caught up, it is live but not ready
 * and refuses questions.
 */
@NullMarked
package dev.intarsia.gateway.server;

import org.jspecify.annotations.NullMarked;
