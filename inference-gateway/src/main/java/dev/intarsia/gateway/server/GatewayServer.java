package dev.intarsia.gateway.server;

import dev.intarsia.gateway.connection.ClientGoneException;
import dev.intarsia.gateway.error.ApiError;
import dev.intarsia.gateway.error.ApiErrors;
import dev.intarsia.gateway.error.ApiException;
import dev.intarsia.gateway.error.ErrorJson;
import dev.intarsia.gateway.metrics.GatewayMetrics;
import dev.intarsia.gateway.startup.GatewayReadiness;
import dev.intarsia.service.http.GuardedServer;
import dev.intarsia.service.http.HttpBounds;
import dev.intarsia.service.http.JsonErrors;
import dev.intarsia.service.http.ManagementServer;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.function.Consumer;

/** The gateway's HTTP server. */
public final class GatewayServer implements AutoCloseable {
    private static final int CLIENT_CLOSED = 499;
    private static final JsonErrors ERRORS = new JsonErrors(ErrorJson::of);

    private final Duration retryAfter;
    private final GatewayReadiness readiness;
    private final GatewayMetrics metrics;
    private final ManagementServer.Probes probes;
    private final Javalin javalin;
    private final ManagementServer managementServer;

    /**
     * @param management where operators look
     * @param retryAfter what refused callers are told to wait
     * @param routes adds the routes under {@code /v1}
     */
    public GatewayServer(
            HttpBounds bounds,
            HttpBounds management,
            Duration retryAfter,
            GatewayReadiness readiness,
            GatewayMetrics metrics,
            PrometheusMeterRegistry registry,
            Consumer<RoutesConfig> routes) {
        this.readiness = readiness;
        this.metrics = metrics;
        this.retryAfter = retryAfter;
        this.probes = new ManagementServer.Probes(this::tellHealth, this::tellReadiness, registry::scrape);
        this.managementServer = new ManagementServer(management, ERRORS, probes);
        this.javalin = Javalin.create(config -> configure(config, bounds, routes));
    }

    public void start() {
        managementServer.start();
        javalin.start();
    }

    public int port() {
        return javalin.port();
    }

    /** Where operators look. */
    public int managementPort() {
        return managementServer.port();
    }

    /** Takes no more requests and ends those under way. */
    @Override
    public void close() {
        javalin.stop();
        managementServer.close();
    }

    private void configure(JavalinConfig config, HttpBounds bounds, Consumer<RoutesConfig> routes) {
        GuardedServer.configure(config, bounds, ERRORS);
        config.routes.before("/v1/*", this::refuseUntilReady);
        probes.add(config.routes);
        routes.accept(config.routes);
        config.routes.exception(ClientGoneException.class, (gone, context) -> {
            metrics.abandoned();
            context.status(CLIENT_CLOSED);
        });
        ERRORS.add(config.routes);
        config.routes.exception(Exception.class, (failure, context) -> refuse(context, ApiErrors.of(failure)));
        config.requestLogger.http((context, millis) -> metrics.requested(
                context.endpoints().lastHttpEndpoint() == null
                        ? "none"
                        : context.endpoints().lastHttpEndpoint().path,
                context.statusCode(),
                Duration.ofNanos((long) (millis * 1e6))));
    }

    private void refuseUntilReady(Context context) {
        if (!readiness.answers()) {
            throw new ApiException(ApiError.of(
                    503, "not_ready", "The gateway is starting and waits for " + readiness.waitingFor() + "."));
        }
    }

    private void tellHealth(Context context) {
        if (readiness.alive()) {
            context.result("{\"status\":\"alive\"}");
        } else {
            refuse(context, ApiError.of(503, "failed", "The gateway has failed; its log says why. Start it anew."));
        }
    }

    private void tellReadiness(Context context) {
        if (readiness.ready() && readiness.alive()) {
            context.result("{\"status\":\"ready\"}");
        } else {
            refuse(context, ApiError.of(503, "not_ready", "Waiting for " + readiness.waitingFor() + "."));
        }
    }

    private void refuse(Context context, ApiError error) {
        context.status(error.status());
        if (error.passes()) {
            context.header("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds())));
        }
        if (error.lasts()) {
            context.header("x-should-retry", "false");
        }
        context.contentType("application/json").result(ErrorJson.of(error).toString());
    }
}
