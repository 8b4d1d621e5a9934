package dev.intarsia.gateway.serving;

import dev.intarsia.gateway.serving.AssembledAdapterSource.Assembled;
import dev.intarsia.gateway.topology.GatewayUserState;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.adapter.Weighted;
import dev.intarsia.pieces.digest.Sha256;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.schemas.avro.AdapterBase;
import dev.intarsia.schemas.avro.AdapterModule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Assembled adapters with the user's residual on top: the newest complete version of the residual, and the newest assignment,
 * whichever of the two is newer. A residual that was trained on top of an assembled adapter is not served without one; one that
 * was trained when nothing was assembled is, until something is.
 */
final class ResidualAdapterSource implements ServedAdapterSource {
    private final OwnAdapterSource versions;
    private final AssembledAdapterSource assembled;
    private final AdapterCompatibility fit;
    private final AdapterCache cache;

    ResidualAdapterSource(
            OwnAdapterSource versions, AssembledAdapterSource assembled, AdapterCompatibility fit, AdapterCache cache) {
        this.versions = versions;
        this.assembled = assembled;
        this.fit = fit;
        this.cache = cache;
    }

    /** The versions that are residuals, for {@link #find}. */
    static OwnAdapterSource versions(GatewayUserState users, AdapterCompatibility fit, AdapterCache cache) {
        return new OwnAdapterSource(users, fit, cache, AdapterBase.ASSEMBLED);
    }

    @Override
    public Optional<ServedAdapter> find(String user) {
        return versions.newest(user, this::served);
    }

    private Optional<ServedAdapter> served(AdapterModule version) {
        Assembled beneath = assembled.assembled(version.getUser()).orElse(null);
        if (beneath == null && version.getAssignment() > 0) {
            return Optional.empty();
        }
        return cache.get(key(version, beneath), () -> compose(version, beneath))
                .map(adapter -> new ServedAdapter(
                        AdapterKind.RESIDUAL,
                        version.getUser(),
                        version.getVersion(),
                        adapter.digest(),
                        lineage(version, beneath),
                        adapter,
                        beneath == null ? 0 : beneath.assignment().getVersion()));
    }

    private static AdapterCache.Key key(AdapterModule version, @Nullable Assembled beneath) {
        Sha256 parts = new Sha256().text(version.getDigest());
        if (beneath != null) {
            parts.number(beneath.assignment().getVersion())
                    .text(beneath.pieces().digest());
        }
        return new AdapterCache.Key(AdapterKind.RESIDUAL, version.getUser(), version.getVersion(), parts.hex());
    }

    private @Nullable Adapter compose(AdapterModule version, @Nullable Assembled beneath) {
        Adapter residual = versions.load(version);
        if (residual == null || beneath == null) {
            return residual;
        }
        Adapter under = fit.finite(beneath.pieces().adapter());
        return under == null ? null : fit.finite(sum(under, residual));
    }

    private Adapter sum(Adapter under, Adapter residual) {
        Map<ModuleId, List<Weighted>> modules = new HashMap<>();
        fit.layout().modules().stream()
                .map(ModuleShape::id)
                .forEach(module -> modules.put(
                        module,
                        List.of(new Weighted(under.weights(module), 1), new Weighted(residual.weights(module), 1))));
        return Adapter.sum(fit.layout(), modules);
    }

    /** Of the one that knows more of the user's events; the hash is the residual's. */
    private static Lineage lineage(AdapterModule version, @Nullable Assembled beneath) {
        Lineage residual = OwnAdapterSource.lineage(version);
        Lineage below = beneath == null ? null : AssembledAdapterSource.lineage(beneath.assignment());
        return below != null && below.lastIngestedAt().isAfter(residual.lastIngestedAt())
                ? below.withHash(residual.hash())
                : residual;
    }
}
