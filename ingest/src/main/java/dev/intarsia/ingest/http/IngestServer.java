package dev.intarsia.ingest.http;

import static java.util.Objects.requireNonNull;

import dev.intarsia.events.parse.ConsentParser;
import dev.intarsia.events.parse.EventParser;
import dev.intarsia.events.parse.EventRules;
import dev.intarsia.events.parse.Problem;
import dev.intarsia.ingest.erase.ErasureLog;
import dev.intarsia.ingest.publish.BatchTooLargeException;
import dev.intarsia.ingest.publish.BufferFullException;
import dev.intarsia.ingest.publish.NotWrittenException;
import dev.intarsia.ingest.publish.Publisher;
import dev.intarsia.service.http.GuardedServer;
import dev.intarsia.service.http.HttpBounds;
import dev.intarsia.service.http.JsonErrors;
import dev.intarsia.service.http.ManagementServer;
import dev.intarsia.service.http.Refusal;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ingest's routes on a Javalin server of their own. */
public final class IngestServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(IngestServer.class);
    private static final String RETRY_AFTER = "Retry-After";
    private static final JsonErrors ERRORS = new JsonErrors(IngestServer::body);

    private final HttpBounds bounds;
    private final EventsResource events;
    private final UsersResource users;
    private final ErasuresResource erasures;
    private final BrokerReadiness readiness;
    private final ManagementServer.Probes probes;
    private final IngestMetrics metrics;
    private final Javalin javalin;
    private final ManagementServer management;

    /** Listens from {@link #start} on. */
    public IngestServer(
            HttpBounds bounds,
            HttpBounds management,
            EventRules rules,
            Clock clock,
            Publisher publisher,
            ErasureLog erasureLog,
            BrokerReadiness readiness,
            PrometheusMeterRegistry meters) {
        this.bounds = requireNonNull(bounds);
        this.readiness = requireNonNull(readiness);
        this.probes = new ManagementServer.Probes(
                context -> context.json(new IngestResponse.Health("ok", List.of())), this::ready, meters::scrape);
        this.management = new ManagementServer(management, ERRORS, probes);
        this.metrics = new IngestMetrics(meters, publisher);
        this.events = new EventsResource(new EventParser(rules), publisher, metrics, bounds.maxBodyBytes());
        this.users = new UsersResource(rules, new ConsentParser(clock), publisher);
        this.erasures = new ErasuresResource(rules, publisher, erasureLog);
        this.javalin = Javalin.create(this::configure);
    }

    public void start() {
        management.start();
        javalin.start();
    }

    /** The port it listens on, also where the configuration left the choice open. */
    public int port() {
        return javalin.port();
    }

    /** Where operators look. */
    public int managementPort() {
        return management.port();
    }

    private void configure(JavalinConfig server) {
        GuardedServer.configure(server, bounds, ERRORS);
        server.routes.before(metrics::arrived);
        server.routes.after(metrics::answered);
        server.routes.post("/v1/events", events::post);
        server.routes.put("/v1/users/{user}/consent", users::putConsent);
        server.routes.delete("/v1/users/{user}", erasures::delete);
        server.routes.delete("/v1/users/{user}/events/{id}", erasures::deleteEvent);
        server.routes.get("/v1/erasures/{id}", erasures::get);
        probes.add(server.routes);
        refusals(server);
    }

    private void refusals(JavalinConfig server) {
        server.routes.exception(
                RefusedException.class,
                (e, context) -> refuse(
                        context, e.status(), e.problem().field(), e.problem().problem()));
        server.routes.exception(
                BatchTooLargeException.class,
                (e, context) -> refuse(context, HttpStatus.CONTENT_TOO_LARGE, String.valueOf(e.getMessage())));
        server.routes.exception(BufferFullException.class, (e, context) -> {
            context.header(RETRY_AFTER, "1");
            refuse(context, HttpStatus.TOO_MANY_REQUESTS, String.valueOf(e.getMessage()));
        });
        server.routes.exception(NotWrittenException.class, (e, context) -> {
            log.warn("Answered 503: {}", e.getMessage());
            context.header(RETRY_AFTER, "5");
            refuse(context, HttpStatus.SERVICE_UNAVAILABLE, String.valueOf(e.getMessage()));
        });
        server.routes.exception(Exception.class, (e, context) -> {
            log.error("{} {} failed", context.method(), context.path(), e);
            refuse(context, HttpStatus.INTERNAL_SERVER_ERROR, "met a fault of this service; see its log");
        });
        ERRORS.add(server.routes);
    }

    private static IngestResponse body(Refusal unrouted) {
        Problem problem = switch (unrouted.code()) {
            case Refusal.UNKNOWN_ROUTE, Refusal.METHOD_NOT_ALLOWED ->
                new Problem(
                        Problem.BODY,
                        "is for no route; use POST /v1/events, PUT /v1/users/{user}/consent, DELETE"
                                + " /v1/users/{user}, DELETE /v1/users/{user}/events/{id} or GET /v1/erasures/{id}");
            default -> new Problem(unrouted.subject(), unrouted.problem());
        };
        return new IngestResponse.Refusal(problem);
    }

    private void ready(Context context) {
        List<String> problems = readiness.problems();
        context.status(problems.isEmpty() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .json(new IngestResponse.Health(problems.isEmpty() ? "ok" : "not ready", problems));
    }

    private static void refuse(Context context, HttpStatus status, String problem) {
        refuse(context, status.getCode(), Problem.BODY, problem);
    }

    private static void refuse(Context context, int status, String field, String problem) {
        context.status(status).json(new IngestResponse.Refusal(new Problem(field, problem)));
    }

    /** Stops listening, after the requests at hand. */
    @Override
    public void close() {
        javalin.stop();
        management.close();
    }
}
