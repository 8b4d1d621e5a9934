package dev.intarsia.service.http;

import static java.util.Objects.requireNonNull;

import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.function.Supplier;

/**
 * The port on which operators look: whether the service lives, whether it is ready, and its meters. It has threads of its
 * own, so that it answers whatever the service's clients do.
 */
public final class ManagementServer implements AutoCloseable {
    private final Javalin javalin;

    /** @param probes what is told */
    public ManagementServer(HttpBounds bounds, Refusal.Format format, Probes probes) {
        requireNonNull(probes);
        javalin = Javalin.create(config -> {
            GuardedServer.configure(config, bounds, format);
            probes.add(config.routes);
        });
    }

    /** @throws io.javalin.util.JavalinBindException where the port is taken */
    public void start() {
        javalin.start();
    }

    /** The port it listens on, also where the configuration left the choice open. */
    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }

    /**
     * What a service tells its operators.
     *
     * @param live answers whether it has to be started anew
     * @param ready answers whether it can serve
     * @param meters in Prometheus' text format
     */
    public record Probes(Handler live, Handler ready, Supplier<String> meters) {
        /** Adds {@code /livez}, also under its older name {@code /healthz}, {@code /readyz} and {@code /metrics}. */
        public void add(RoutesConfig routes) {
            routes.get("/livez", live);
            routes.get("/healthz", live);
            routes.get("/readyz", ready);
            routes.get("/metrics", this::tellMeters);
        }

        private void tellMeters(Context context) {
            context.contentType("text/plain; version=0.0.4; charset=utf-8").result(meters.get());
        }
    }
}
