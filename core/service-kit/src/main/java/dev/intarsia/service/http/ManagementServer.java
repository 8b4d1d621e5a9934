package dev.intarsia.service.http;

import static java.util.Objects.requireNonNull;

import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.util.JavalinBindException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The port on which operators look: whether the service lives, whether it is ready, and its meters. It has threads of its
 * own, so that it answers whatever the service's clients do.
 */
public final class ManagementServer implements AutoCloseable {
    private final HttpBounds bounds;
    private final Javalin javalin;

    /** For a service that listens here only. */
    public ManagementServer(HttpBounds bounds, Probes probes) {
        this(bounds, ManagementServer::json, probes);
    }

    /** @param probes what is told */
    public ManagementServer(HttpBounds bounds, Refusal.Format format, Probes probes) {
        requireNonNull(probes);
        this.bounds = requireNonNull(bounds);
        javalin = Javalin.create(config -> {
            GuardedServer.configure(config, bounds, format);
            probes.add(config.routes);
        });
    }

    /** @throws IllegalArgumentException where the port cannot be had; it names the key */
    public void start() {
        try {
            javalin.start();
        } catch (JavalinBindException e) {
            throw new IllegalArgumentException(
                    "management.port " + bounds.port() + " of " + bounds.host()
                            + " cannot be listened on; set it to a free one, or to 0 for any: " + e.getMessage(),
                    e);
        }
    }

    /** The port it listens on, also where the configuration left the choice open. */
    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }

    private static String json(Refusal refusal) {
        return "{\"status\":\"" + refusal.code() + "\"}";
    }

    /**
     * What a service tells its operators.
     *
     * @param live answers whether it has to be started anew
     * @param ready answers whether it can serve
     * @param meters in Prometheus' text format
     */
    public record Probes(Handler live, Handler ready, Supplier<String> meters) {
        /** Probes that answer 200 while they hold, and 503 while they do not. */
        public static Probes of(BooleanSupplier live, BooleanSupplier ready, Supplier<String> meters) {
            return new Probes(status(live, "alive", "failed"), status(ready, "ready", "not ready"), meters);
        }

        private static Handler status(BooleanSupplier holds, String yes, String no) {
            return context -> {
                boolean held = holds.getAsBoolean();
                context.status(held ? 200 : 503).result("{\"status\":\"" + (held ? yes : no) + "\"}");
            };
        }

        /** Adds {@code /livez}, {@code /readyz} and {@code /metrics}. */
        public void add(RoutesConfig routes) {
            routes.get("/livez", live);
            routes.get("/readyz", ready);
            routes.get("/metrics", this::tellMeters);
        }

        private void tellMeters(Context context) {
            context.contentType("text/plain; version=0.0.4; charset=utf-8").result(meters.get());
        }
    }
}
