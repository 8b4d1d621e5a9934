package dev.intarsia.gateway.status;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.intarsia.gateway.peer.Forwarding;
import dev.intarsia.gateway.request.PathUser;
import dev.intarsia.gateway.serving.AdapterJson;
import dev.intarsia.gateway.serving.AdapterKind;
import dev.intarsia.gateway.serving.AdapterPolicy;
import dev.intarsia.gateway.serving.AdapterResolver;
import dev.intarsia.gateway.serving.Lineage;
import dev.intarsia.gateway.serving.ServedAdapter;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.time.Clock;

/** {@code GET /v1/users/{user}/adapter}: what the user is answered with, and how fresh it is. */
public final class UserAdapterEndpoint implements Handler {
    private final AdapterResolver adapters;
    private final Forwarding forwarding;
    private final Clock clock;

    public UserAdapterEndpoint(AdapterResolver adapters, Forwarding forwarding, Clock clock) {
        this.adapters = requireNonNull(adapters);
        this.forwarding = requireNonNull(forwarding);
        this.clock = requireNonNull(clock);
    }

    @Override
    public void handle(Context context) {
        String user = PathUser.of(context);
        if (forwarding.answered(user, context)) {
            return;
        }
        ServedAdapter served = adapters.resolve(user, AdapterPolicy.AUTO);
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("user", user);
        body.set("served", json(served));
        body.set("own", adapters.find(user, AdapterKind.OWN).map(this::json).orElse(null));
        body.set(
                "residual",
                adapters.find(user, AdapterKind.RESIDUAL).map(this::json).orElse(null));
        body.set(
                "assembled",
                adapters.find(user, AdapterKind.ASSEMBLED).map(this::json).orElse(null));
        context.header(AdapterJson.HEADER, AdapterJson.header(served));
        context.contentType("application/json").result(body.toString());
    }

    private ObjectNode json(ServedAdapter adapter) {
        ObjectNode json = AdapterJson.of(adapter);
        Lineage lineage = adapter.lineage();
        if (lineage != null) {
            json.put("events", lineage.events())
                    .put("last_event_id", lineage.lastEventId())
                    .put("last_ingested_at", lineage.lastIngestedAt().toString())
                    .put(
                            "age_ms",
                            Math.max(
                                    0, clock.millis() - lineage.lastIngestedAt().toEpochMilli()));
        }
        return json;
    }
}
