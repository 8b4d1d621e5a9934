package dev.intarsia.gateway.serving;

import dev.intarsia.gateway.topology.GatewayUserState;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.AdapterLayout;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.schemas.avro.AdapterBase;
import dev.intarsia.schemas.avro.AdapterModule;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Users' own adapters, of the newest version that is complete. */
final class OwnAdapterSource implements ServedAdapterSource {
    private final GatewayUserState users;
    private final AdapterCompatibility fit;
    private final AdapterCache cache;
    private final AdapterBase base;

    /** @param base what the weights are on top of; versions of others are passed over */
    OwnAdapterSource(GatewayUserState users, AdapterCompatibility fit, AdapterCache cache, AdapterBase base) {
        this.base = base;
        this.users = users;
        this.fit = fit;
        this.cache = cache;
    }

    @Override
    public Optional<ServedAdapter> find(String user) {
        return newest(user, this::served);
    }

    /** Serves the newest version that is complete. */
    Optional<ServedAdapter> newest(String user, Function<AdapterModule, Optional<ServedAdapter>> serving) {
        Optional<AdapterModule> version = version(user);
        Optional<ServedAdapter> found = version.filter(this::accepted).flatMap(serving);
        if (found.isPresent() || version.isEmpty()) {
            return found;
        }
        // A newer version may have replaced this one between the two looks.
        return version(user)
                .filter(newer -> newer.getVersion() != version.get().getVersion())
                .filter(this::accepted)
                .flatMap(serving);
    }

    private Optional<AdapterModule> version(String user) {
        return users.ownVersion(user)
                .filter(version -> fit.belongs(version.getUser(), user))
                .filter(version -> version.getBase() == base)
                .filter(version -> !isBase(version));
    }

    private boolean accepted(AdapterModule version) {
        return fit.accepts(version.getBaseModel(), version.getMethod(), version.getRank(), version.getAlpha());
    }

    /** A user in quarantine since the first update has the weights of the base, and is better served by what was assembled. */
    private static boolean isBase(AdapterModule version) {
        return !version.getHeld().isEmpty() && version.getGoodVersion() == 0;
    }

    private Optional<ServedAdapter> served(AdapterModule version) {
        var key = new AdapterCache.Key(AdapterKind.OWN, version.getUser(), version.getVersion(), version.getDigest());
        return cache.get(key, () -> load(version))
                .map(adapter -> new ServedAdapter(
                        AdapterKind.OWN,
                        version.getUser(),
                        version.getVersion(),
                        adapter.digest(),
                        lineage(version),
                        adapter,
                        0));
    }

    static Lineage lineage(AdapterModule version) {
        return new Lineage(
                version.getEvents(), version.getLastEventId(), version.getLastIngestedAt(), version.getLineage());
    }

    /** The weights of a version; null, and counted, where they may not be served. */
    @Nullable
    Adapter load(AdapterModule version) {
        Map<String, byte[]> weights = users.ownWeights(version).orElse(null);
        if (weights == null) {
            return null;
        }
        Adapter adapter;
        try {
            adapter = adapter(fit.layout(), weights);
        } catch (IllegalArgumentException e) {
            fit.refuse(AdapterRefusal.LAYOUT);
            return null;
        }
        if (!adapter.digest().equals(version.getDigest())) {
            fit.refuse(AdapterRefusal.DIGEST);
            return null;
        }
        return fit.finite(adapter);
    }

    private static Adapter adapter(AdapterLayout layout, Map<String, byte[]> weights) {
        Map<ModuleId, byte[]> modules = new HashMap<>();
        weights.forEach((module, bytes) -> modules.put(ModuleId.parse(module), bytes));
        return Adapter.ofBytes(layout, modules);
    }
}
