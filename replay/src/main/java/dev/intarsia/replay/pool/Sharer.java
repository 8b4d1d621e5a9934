package dev.intarsia.replay.pool;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.signature.SignatureSum;
import java.util.Map;

/**
 * Somebody whose adapter is shared.
 *
 * @param version of the adapter
 * @param signature of all events of the sharer
 * @param gates of the adapter's pieces, of the kind of the signature
 */
public record Sharer(String user, long version, Adapter adapter, SignatureSum signature, Map<ModuleId, float[]> gates) {
    public Sharer {
        requireNonNull(user);
        requireNonNull(adapter);
        requireNonNull(signature);
        gates = Map.copyOf(gates);
    }
}
