/**
 * The HTTP server that every service runs: what it bears of its clients, how it reads their bodies, and the port on which
 * operators look. A client that is slow, silent or gone costs others nothing: it has no thread while it is read from, and a
 * bounded time while it is written to.
 */
@NullMarked
package dev.intarsia.service.http;

import org.jspecify.annotations.NullMarked;
