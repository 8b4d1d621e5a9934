package dev.intarsia.assembler.observe;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.function.BooleanSupplier;

/**
 * Serves {@code /metrics} for Prometheus, {@code /live} (200 as long as the process answers) and {@code /ready} (200
 * while users are being worked on, else 503).
 */
public final class Endpoint implements AutoCloseable {
    private final HttpServer server;

    /**
     * Opens the port; requests are answered from {@link #start()} on.
     *
     * @param port 0 for any free one
     * @throws UncheckedIOException when the port cannot be had
     */
    public Endpoint(int port, PrometheusMeterRegistry registry, BooleanSupplier ready) {
        try {
            server = HttpServer.create(new InetSocketAddress(port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Port " + port + " for metrics cannot be had (" + e.getMessage()
                            + "); set metrics.port to a free one, or to -1 for none.",
                    e);
        }
        server.createContext("/metrics", exchange -> answer(exchange, 200, registry.scrape()));
        server.createContext("/live", exchange -> answer(exchange, 200, "live\n"));
        server.createContext("/ready", exchange -> {
            boolean isReady = ready.getAsBoolean();
            answer(exchange, isReady ? 200 : 503, isReady ? "ready\n" : "not ready\n");
        });
    }

    public void start() {
        server.start();
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
