/**
 * The HTTP server of every service: its limits, how it reads request bodies, and the management port. A slow, silent
 * or disconnected client costs other clients nothing: it holds no thread while its request is read, and a bounded time
 * while its response is written.
 */
@NullMarked
package dev.intarsia.service.http;

import org.jspecify.annotations.NullMarked;
