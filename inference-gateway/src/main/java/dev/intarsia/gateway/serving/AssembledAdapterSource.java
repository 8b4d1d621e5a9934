package dev.intarsia.gateway.serving;

import dev.intarsia.gateway.pool.ServedPieces;
import dev.intarsia.gateway.topology.GatewayUserState;
import dev.intarsia.model.compose.AdapterComposer;
import dev.intarsia.model.compose.PooledPiece;
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

    /**
     * What an assembled adapter is made of.
     *
     * @param pieces at least one
     */
    record Assembled(Assignment assignment, AdapterComposer pieces) {}

    @Override
    public Optional<ServedAdapter> find(String user) {
        return assembled(user).flatMap(this::served);
    }

    /** What the user's assembled adapter is made of now; empty where there is none that may be served. */
    Optional<Assembled> assembled(String user) {
        if (!fit.assembles()) {
            return Optional.empty();
        }
        return users.assignment(user)
                .filter(assignment -> fit.belongs(assignment.getUser(), user))
                .filter(assignment -> fit.accepts(assignment.getBaseModel()))
                .map(assignment -> new Assembled(assignment, atHand(assignment)))
                .filter(assembled -> !assembled.pieces().isEmpty());
    }

    private Optional<ServedAdapter> served(Assembled assembled) {
        Assignment assignment = assembled.assignment();
        AdapterComposer pieces = assembled.pieces();
        var key = new AdapterCache.Key(
                AdapterKind.ASSEMBLED, assignment.getUser(), assignment.getVersion(), pieces.digest());
        return cache.get(key, () -> fit.finite(pieces.adapter()))
                .map(adapter -> new ServedAdapter(
                        AdapterKind.ASSEMBLED,
                        assignment.getUser(),
                        assignment.getVersion(),
                        adapter.digest(),
                        lineage(assignment),
                        adapter,
                        assignment.getVersion()));
    }

    static Lineage lineage(Assignment assignment) {
        return new Lineage(assignment.getEvents(), assignment.getLastEventId(), assignment.getLastIngestedAt(), "");
    }

    private AdapterComposer atHand(Assignment assignment) {
        AdapterComposer composition = new AdapterComposer(fit.layout());
        for (ModuleAssignment module : assignment.getModules()) {
            for (PieceWeight chosen : module.getPieces()) {
                Optional<PooledPiece> piece = pool.find(new ModuleKey(chosen.getSharer(), module.getModule()));
                if (piece.isEmpty()) {
                    fit.refuse(AdapterRefusal.MISSING_PIECE);
                } else if (fits(piece.get())
                        && !composition.add(chosen.getSharer(), module.getModule(), piece.get(), chosen.getWeight())) {
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
