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
    public HttpBounds {
        allowedOrigins = Set.copyOf(allowedOrigins);
    }
}
