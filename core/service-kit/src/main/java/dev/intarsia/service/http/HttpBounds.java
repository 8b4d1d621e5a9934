package dev.intarsia.service.http;

import java.util.Set;

/**
 * Where a server listens and what it takes.
 *
 * @param port 0 for any free one
 * @param maxBodyBytes larger bodies are refused
 * @param connections what it bears of its clients' connections
 * @param allowedOrigins web origins whose pages may call it, as in {@code https://shop.example}
 */
public record HttpBounds(
        String host, int port, int maxBodyBytes, ConnectionLimits connections, Set<String> allowedOrigins) {
    /** @throws IllegalArgumentException where a value cannot be; it begins with the key, without its section */
    public HttpBounds {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port is " + port + "; give a port, or 0 for any free one.");
        }
        if (maxBodyBytes < 1) {
            throw new IllegalArgumentException("max-body-bytes is " + maxBodyBytes + "; give at least 1.");
        }
        allowedOrigins = Set.copyOf(allowedOrigins);
    }
}
