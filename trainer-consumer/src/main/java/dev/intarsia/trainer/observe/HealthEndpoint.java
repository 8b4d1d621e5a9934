package dev.intarsia.trainer.observe;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Serves {@code /metrics} for Prometheus, {@code /ready} and {@code /live}. */
public final class HealthEndpoint implements AutoCloseable {
    private final HttpServer server;

    /**
     * Begins to serve.
     *
     * @param port 0 for any free one
     * @param ready whether the trainer works on all it has
     * @param live whether it has not failed
     */
    public HealthEndpoint(int port, PrometheusMeterRegistry metrics, BooleanSupplier ready, BooleanSupplier live) {
        try {
            server = HttpServer.create(new InetSocketAddress(port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Port " + port + " cannot be served on; set metrics.port to another, or to -1 for none.", e);
        }
        server.createContext("/metrics", exchange -> answer(exchange, 200, metrics::scrape));
        server.createContext("/ready", exchange -> answer(exchange, ready));
        server.createContext("/live", exchange -> answer(exchange, live));
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private static void answer(HttpExchange exchange, BooleanSupplier holds) throws IOException {
        boolean yes = holds.getAsBoolean();
        answer(exchange, yes ? 200 : 503, () -> yes ? "yes\n" : "no\n");
    }

    private static void answer(HttpExchange exchange, int status, Supplier<String> text) throws IOException {
        try (exchange) {
            byte[] body = text.get().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
