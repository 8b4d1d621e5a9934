package dev.intarsia.gateway.serving;

import dev.intarsia.gateway.pool.ServedPieces;
import dev.intarsia.gateway.topology.GatewayUserState;
import dev.intarsia.model.choice.AnswerRule;
import dev.intarsia.schemas.avro.AdapterBase;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the adapter to answer with. A request resolves once, at its admission, and keeps what it got. Safe to use from
 * several threads.
 */
public final class AdapterResolver {
    private final Map<AdapterKind, ServedAdapterSource> sources;
    private final ServedAdapter base;
    private final ChoosingByEvidence choosing;

    public AdapterResolver(GatewayUserState users, ServedPieces pool, AdapterCompatibility fit, AdapterCache cache) {
        AssembledAdapterSource assembled = new AssembledAdapterSource(users, pool, fit, cache);
        sources = Map.of(
                AdapterKind.OWN,
                new OwnAdapterSource(users, fit, cache, AdapterBase.BASE_MODEL),
                AdapterKind.RESIDUAL,
                new ResidualAdapterSource(ResidualAdapterSource.versions(users, fit, cache), assembled, fit, cache),
                AdapterKind.ASSEMBLED,
                assembled);
        base = ServedAdapter.base(fit.baseModel());
        choosing = new ChoosingByEvidence(AnswerRule.DEFAULT, users, base);
    }

    /**
     * @param user null for nobody, who gets the base model
     * @throws dev.intarsia.gateway.topology.StateUnavailableException while the user's state moves
     * @throws VersionNotInForceException where the policy names a version, and another one is in force or none
     */
    public ServedAdapter resolve(@Nullable String user, AdapterPolicy policy) {
        ServedAdapter found = user == null ? base : newest(user, policy);
        Long version = policy.version();
        if (version != null && version != found.version()) {
            throw new VersionNotInForceException(version, found);
        }
        return found;
    }

    private ServedAdapter newest(String user, AdapterPolicy policy) {
        if (policy.byEvidence()) {
            return choosing.choose(user, this::find);
        }
        return policy.preferred().stream()
                .map(kind -> find(user, kind))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(base);
    }

    /** The user's adapter of one kind, where it is there and may be served. */
    public Optional<ServedAdapter> find(String user, AdapterKind kind) {
        return Optional.ofNullable(sources.get(kind)).flatMap(source -> source.find(user));
    }
}
