package dev.intarsia.gateway.metrics;

import dev.intarsia.gateway.answer.KeptAnswers;
import dev.intarsia.gateway.freshness.Freshness;
import dev.intarsia.gateway.pool.ServedPieces;
import dev.intarsia.gateway.serving.AdapterCache;
import dev.intarsia.gateway.serving.AdapterKind;
import dev.intarsia.gateway.serving.AdapterRefusal;
import dev.intarsia.gateway.serving.Refusals;
import dev.intarsia.gateway.topology.RefusedCounts;
import dev.intarsia.model.decode.DecodeLoop;
import dev.intarsia.service.refusal.RefusedCounter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** The gateway's meters. Safe to use from several threads. */
public final class GatewayMetrics {
    private static final String PREFIX = "intarsia.gateway.";
    private static final double[] SHOWN = {0.5, 0.9, 0.99};

    private final MeterRegistry registry;

    public GatewayMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A request has ended. */
    public void requested(String route, int status, Duration took) {
        Timer.builder(PREFIX + "requests")
                .description("HTTP requests by route and status")
                .tags("route", route, "status", Integer.toString(status))
                .publishPercentiles(SHOWN)
                .register(registry)
                .record(took);
    }

    /** A text or a question has been answered with an adapter of this kind. */
    public void answered(String what, AdapterKind kind) {
        registry.counter(PREFIX + "answers", "what", what, "adapter", kind.text())
                .increment();
    }

    /** What became of a feedback, as {@code accepted}. */
    public void feedback(String result) {
        registry.counter(PREFIX + "feedback", "result", result).increment();
    }

    /** The first event of an answer came. */
    public void began(Duration took) {
        Timer.builder(PREFIX + "first.token")
                .description("From the request to the first token")
                .publishPercentiles(SHOWN)
                .register(registry)
                .record(took);
    }

    /** A client went away before its answer was complete. */
    public void abandoned() {
        registry.counter(PREFIX + "abandoned").increment();
    }

    public void watch(DecodeLoop loop) {
        gauge("generation.running", loop, source -> source.load().running());
        gauge("generation.waiting", loop, source -> source.load().waiting());
        counter("generation.tokens", loop, source -> source.load().generatedTokens());
        counter("generation.passes", loop, source -> source.load().passes());
        gauge("generation.cache.capacity", loop, source -> source.cache().capacity());
        gauge("generation.cache.leased", loop, source -> source.cache().leased());
        gauge("generation.cache.kept", loop, source -> source.cache().kept());
        counter("generation.cache.reused.tokens", loop, source -> source.cache().reusedTokens());
    }

    public void watch(ServedPieces pool, AdapterCache cache) {
        gauge("pool.pieces", pool, ServedPieces::size);
        gauge("cache.adapters", cache, AdapterCache::size);
        counter("cache.hits", cache, source -> source.stats().hitCount());
        counter("cache.misses", cache, source -> source.stats().missCount());
    }

    public void watch(KeptAnswers answers) {
        gauge("feedback.answers", answers, KeptAnswers::size);
    }

    public void watch(Refusals refusals) {
        for (AdapterRefusal refusal : AdapterRefusal.values()) {
            FunctionCounter.builder(PREFIX + "refused", refusals, source -> source.of(refusal))
                    .tag("reason", refusal.text())
                    .register(registry);
        }
    }

    public void watch(RefusedCounts refused) {
        refused.exportTo(new RefusedCounter(registry, "inference-gateway"));
    }

    public void watch(Freshness freshness) {
        for (AdapterKind kind : new AdapterKind[] {AdapterKind.OWN, AdapterKind.RESIDUAL, AdapterKind.ASSEMBLED}) {
            String name = kind.name().toLowerCase(Locale.ROOT);
            age(freshness, name, "0.5", source -> source.report(kind).medianMillis() / 1000.0);
            age(freshness, name, "0.99", source -> source.report(kind).p99Millis() / 1000.0);
        }
    }

    private void age(Freshness freshness, String kind, String quantile, ToDoubleFunction<Freshness> value) {
        Gauge.builder(PREFIX + "freshness.seconds", freshness, value)
                .tags("adapter", kind, "quantile", quantile)
                .register(registry);
    }

    private <T> void gauge(String name, T source, ToDoubleFunction<T> value) {
        Gauge.builder(PREFIX + name, source, value).register(registry);
    }

    private <T> void counter(String name, T source, ToDoubleFunction<T> value) {
        FunctionCounter.builder(PREFIX + name, source, value).register(registry);
    }
}
