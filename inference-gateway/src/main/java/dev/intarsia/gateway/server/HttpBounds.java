package dev.intarsia.gateway.server;

import java.time.Duration;

/**
 * Where the server listens and what it bears.
 *
 * @param port 0 for any free one
 * @param maxBodyBytes larger bodies are refused
 * @param idleTimeout after which a connection on which nothing moves is closed
 * @param retryAfter what refused callers are told to wait
 * @param threads one per request under way
 */
public record HttpBounds(
        String host, int port, int maxBodyBytes, Duration idleTimeout, Duration retryAfter, int threads) {}
