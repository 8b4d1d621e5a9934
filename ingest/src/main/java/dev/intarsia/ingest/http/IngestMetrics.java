package dev.intarsia.ingest.http;

import dev.intarsia.ingest.publish.Publisher;
import io.javalin.http.Context;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What ingest counts: events by outcome, requests by route and status, and records on their way. */
final class IngestMetrics {
    private static final String ARRIVED = "intarsia.ingest.arrived";

    private final MeterRegistry registry;
    private final Counter accepted;
    private final Counter rejected;

    IngestMetrics(MeterRegistry registry, Publisher publisher) {
        this.registry = registry;
        this.accepted = events("accepted", "Events the broker has acknowledged");
        this.rejected = events("rejected", "Events that were refused for what they are");
        Gauge.builder("intarsia.ingest.in.flight", publisher, Publisher::inFlight)
                .description("Records on their way to the broker")
                .register(registry);
    }

    private Counter events(String outcome, String description) {
        return Counter.builder("intarsia.ingest.events")
                .description(description)
                .tag("outcome", outcome)
                .register(registry);
    }

    void accepted(int events) {
        accepted.increment(events);
    }

    void rejected(int events) {
        rejected.increment(events);
    }

    void arrived(Context context) {
        context.attribute(ARRIVED, System.nanoTime());
    }

    /** Times the request under the route it matched, so that no path from outside becomes a time series. */
    void answered(Context context) {
        Long arrived = context.attribute(ARRIVED);
        if (arrived == null) {
            return;
        }
        Timer.builder("intarsia.ingest.requests")
                .description("Requests, from their arrival to their answer")
                .tag("method", context.method().name())
                .tag("route", route(context))
                .tag("status", Integer.toString(context.statusCode()))
                .register(registry)
                .record(Duration.ofNanos(System.nanoTime() - arrived));
    }

    private static String route(Context context) {
        var endpoint = context.endpoints().lastHttpEndpoint();
        return endpoint == null ? "none" : endpoint.path;
    }
}
