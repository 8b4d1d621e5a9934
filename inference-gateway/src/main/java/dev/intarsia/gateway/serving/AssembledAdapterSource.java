package dev.intarsia.gateway.serving;

import dev.intarsia.gateway.pool.PooledPiece;
import dev.intarsia.gateway.pool.ServedPieces;
import dev.intarsia.gateway.topology.GatewayUserState;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.schemas.avro.Assignment;
import dev.intarsia.schemas.avro.ModuleAssignment;
import dev.intarsia.schemas.avro.PieceWeight;
import dev.intarsia.schemas.topic.ModuleKey;
import java.util.Optional;

/**
 * Adapters composed from the pieces in memory. A piece that was replaced after its weight was computed is used in its
 * newer version, a withdrawn piece is left out, and the adapter's identity reflects both.
 */
final class AssembledAdapterSource implements ServedAdapterSource {
    private final GatewayUserState users;
    private final ServedPieces pool;
    private final AdapterCompatibility fit;
    private final AdapterCache cache;

    AssembledAdapterSource(GatewayUserState users, ServedPieces pool, AdapterCompatibility fit, AdapterCache cache) {
        this.users = users;
        this.pool = pool;
        this.fit = fit;
        this.cache = cache;
    }

    @Override
    public Optional<ServedAdapter> find(String user) {
        if (!fit.assembles()) {
            return Optional.empty();
        }
        return users.assignment(user)
                .filter(assignment -> fit.belongs(assignment.getUser(), user))
                .filter(assignment -> fit.accepts(assignment.getBaseModel()))
                .flatMap(this::served);
    }

    private Optional<ServedAdapter> served(Assignment assignment) {
        AdapterComposer pieces = atHand(assignment);
        if (pieces.isEmpty()) {
            return Optional.empty();
        }
        var key = new AdapterCache.Key(
                AdapterKind.ASSEMBLED, assignment.getUser(), assignment.getVersion(), pieces.digest());
        return cache.get(key, () -> fit.finite(Adapter.sum(fit.layout(), pieces.weighted())))
                .map(adapter -> new ServedAdapter(
                        AdapterKind.ASSEMBLED,
                        assignment.getUser(),
                        assignment.getVersion(),
                        adapter.digest(),
                        new Lineage(
                                assignment.getEvents(), assignment.getLastEventId(), assignment.getLastIngestedAt()),
                        adapter));
    }

    private AdapterComposer atHand(Assignment assignment) {
        AdapterComposer composition = new AdapterComposer(fit.layout());
        for (ModuleAssignment module : assignment.getModules()) {
            for (PieceWeight chosen : module.getPieces()) {
                ModuleKey key = new ModuleKey(chosen.getSharer(), module.getModule());
                Optional<PooledPiece> piece = pool.find(key);
                if (piece.isEmpty()) {
                    fit.refuse(AdapterRefusal.MISSING_PIECE);
                } else if (fits(piece.get()) && !composition.add(key, piece.get(), chosen.getWeight())) {
                    fit.refuse(AdapterRefusal.LAYOUT);
                }
            }
        }
        return composition;
    }

    private boolean fits(PooledPiece piece) {
        return fit.accepts(piece.baseModel(), piece.rank(), piece.alpha());
    }
}
