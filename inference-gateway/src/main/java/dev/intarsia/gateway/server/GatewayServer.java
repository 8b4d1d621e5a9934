package dev.intarsia.gateway.server;

import dev.intarsia.gateway.connection.ClientGoneException;
import dev.intarsia.gateway.error.ApiError;
import dev.intarsia.gateway.error.ApiErrors;
import dev.intarsia.gateway.error.ApiException;
import dev.intarsia.gateway.error.ErrorJson;
import dev.intarsia.gateway.metrics.GatewayMetrics;
import dev.intarsia.gateway.startup.Readiness;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.function.Consumer;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The gateway's HTTP server. */
public final class GatewayServer implements AutoCloseable {

    private static final int CLIENT_CLOSED = 499;

    private final HttpBounds bounds;
    private final Readiness readiness;
    private final GatewayMetrics metrics;
    private final PrometheusMeterRegistry registry;
    private final Javalin javalin;

    /** @param routes adds the routes under {@code /v1} */
    public GatewayServer(
            HttpBounds bounds,
            Readiness readiness,
            GatewayMetrics metrics,
            PrometheusMeterRegistry registry,
            Consumer<RoutesConfig> routes) {
        this.bounds = bounds;
        this.readiness = readiness;
        this.metrics = metrics;
        this.registry = registry;
        this.javalin = Javalin.create(config -> configure(config, routes));
    }

    public void start() {
        javalin.start(bounds.host(), bounds.port());
    }

    public int port() {
        return javalin.port();
    }

    /** Takes no more requests and ends those under way. */
    @Override
    public void close() {
        javalin.stop();
    }

    private void configure(JavalinConfig config, Consumer<RoutesConfig> routes) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.http.maxRequestSize = bounds.maxBodyBytes();
        config.http.prefer405over404 = true;
        config.http.defaultContentType = "application/json";
        config.jetty.threadPool = new QueuedThreadPool(bounds.threads(), Math.min(8, bounds.threads()));
        config.jetty.modifyHttpConfiguration(http -> {
            http.setIdleTimeout(bounds.idleTimeout().toMillis());
            http.setSendServerVersion(false);
        });
        config.jetty.modifyServer(server -> server.setErrorHandler(new UnroutedErrors()));
        config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(new UnroutedErrors()));
        config.routes.before("/v1/*", this::refuseUntilReady);
        config.routes.get("/healthz", this::tellHealth);
        config.routes.get("/readyz", this::tellReadiness);
        config.routes.get(
                "/metrics",
                context -> context.contentType("text/plain; version=0.0.4").result(registry.scrape()));
        routes.accept(config.routes);
        config.routes.exception(ClientGoneException.class, (gone, context) -> {
            metrics.abandoned();
            context.status(CLIENT_CLOSED);
        });
        config.routes.exception(
                HttpResponseException.class, (refusal, context) -> refuse(context, translated(context, refusal)));
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
            context.header(
                    "Retry-After", Long.toString(Math.max(1, bounds.retryAfter().toSeconds())));
        }
        context.contentType("application/json").result(ErrorJson.of(error).toString());
    }

    private ApiError translated(Context context, HttpResponseException refusal) {
        String asked = context.method() + " " + context.path();
        return switch (refusal.getStatus()) {
            case 404 -> ApiError.of(404, "unknown_route", "There is no " + asked + " here.");
            case 405 -> ApiError.of(405, "method_not_allowed", asked + " is not offered; use another method.");
            case 413 ->
                ApiError.of(
                        413,
                        "body_too_large",
                        "The body is larger than " + bounds.maxBodyBytes() + " bytes; send less.");
            default -> ApiError.of(refusal.getStatus(), "http_error", String.valueOf(refusal.getMessage()));
        };
    }
}
