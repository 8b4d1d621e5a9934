package dev.intarsia.gateway.status;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.gateway.freshness.Freshness;
import dev.intarsia.gateway.freshness.FreshnessReport;
import dev.intarsia.gateway.openai.ServedModel;
import dev.intarsia.gateway.pool.ServedPieces;
import dev.intarsia.gateway.serving.AdapterCache;
import dev.intarsia.gateway.serving.AdapterKind;
import dev.intarsia.gateway.serving.AdapterRefusal;
import dev.intarsia.gateway.serving.Refusals;
import dev.intarsia.gateway.startup.GatewayReadiness;
import dev.intarsia.gateway.topology.GatewayUserState;
import dev.intarsia.model.decode.DecodeLoad;
import dev.intarsia.model.decode.DecodeLoop;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.machine.Processor;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Locale;

/** {@code GET /v1/status}. */
public final class StatusEndpoint implements Handler {
    private final ServedModel model;
    private final LanguageModel engine;
    private final Freshness freshness;
    private final ServedPieces pool;
    private final GatewayUserState users;
    private final Refusals refusals;
    private final AdapterCache cache;
    private final DecodeLoop loop;
    private final GatewayReadiness readiness;

    public StatusEndpoint(
            ServedModel model,
            LanguageModel engine,
            Freshness freshness,
            ServedPieces pool,
            GatewayUserState users,
            Refusals refusals,
            AdapterCache cache,
            DecodeLoop loop,
            GatewayReadiness readiness) {
        this.model = requireNonNull(model);
        this.engine = requireNonNull(engine);
        this.freshness = requireNonNull(freshness);
        this.pool = requireNonNull(pool);
        this.users = requireNonNull(users);
        this.refusals = requireNonNull(refusals);
        this.cache = requireNonNull(cache);
        this.loop = requireNonNull(loop);
        this.readiness = requireNonNull(readiness);
    }

    @Override
    public void handle(Context context) {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        status.set("model", model.json());
        status.put("ready", readiness.ready()).put("waiting_for", readiness.waitingFor());
        status.put("events_behind", readiness.eventsBehind());
        status.putObject("engine")
                .put("processor", Processor.here().name())
                .put("precision", engine.options().precision().name().toLowerCase(Locale.ROOT))
                .put("threads", engine.threads())
                .put("batch_invariant", engine.batchInvariant());
        ObjectNode ages = status.putObject("freshness");
        ages.set(AdapterKind.ASSEMBLED.text(), json(freshness.report(AdapterKind.ASSEMBLED)));
        ages.set(AdapterKind.OWN.text(), json(freshness.report(AdapterKind.OWN)));
        ages.set(AdapterKind.RESIDUAL.text(), json(freshness.report(AdapterKind.RESIDUAL)));
        status.putObject("pool").put("pieces", pool.size()).put("sharers", pool.sharers());
        status.putObject("users").put("assigned", users.assignedUsers()).put("adapted", users.adaptedUsers());
        DecodeLoad load = loop.load();
        status.putObject("generation")
                .put("slots", loop.options().slots())
                .put("running", load.running())
                .put("waiting", load.waiting())
                .put("tokens", load.generatedTokens());
        status.putObject("cache")
                .put("adapters", cache.size())
                .put("hits", cache.stats().hitCount())
                .put("misses", cache.stats().missCount());
        ObjectNode refused = status.putObject("refused");
        for (AdapterRefusal refusal : AdapterRefusal.values()) {
            // Fields of answers have underscores.
            refused.put(refusal.text().replace('-', '_'), refusals.of(refusal));
        }
        context.contentType("application/json").result(status.toString());
    }

    private static ObjectNode json(FreshnessReport report) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("published", report.arrivals())
                .put("p50_ms", report.medianMillis())
                .put("p99_ms", report.p99Millis());
    }
}
