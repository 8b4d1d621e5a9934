package dev.intarsia.gateway.pool;

import dev.intarsia.model.compose.PooledPiece;
import dev.intarsia.schemas.topic.ModuleKey;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The pieces in memory by sharer and module. Safe to use from several threads. */
public final class ServedPieces {
    private final Map<ModuleKey, PooledPiece> pieces = new ConcurrentHashMap<>();

    public void put(ModuleKey key, PooledPiece piece) {
        pieces.put(key, piece);
    }

    public void withdraw(ModuleKey key) {
        pieces.remove(key);
    }

    public Optional<PooledPiece> find(ModuleKey key) {
        return Optional.ofNullable(pieces.get(key));
    }

    public int size() {
        return pieces.size();
    }

    /** How many users' pieces there are. */
    public long sharers() {
        return pieces.keySet().stream().map(ModuleKey::user).distinct().count();
    }
}
