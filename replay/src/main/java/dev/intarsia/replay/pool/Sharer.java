package dev.intarsia.replay.pool;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.pieces.signature.SignatureSum;

/**
 * Somebody whose adapter is shared.
 *
 * @param version of the adapter
 * @param signature of all events of the sharer
 */
public record Sharer(String user, long version, Adapter adapter, SignatureSum signature) {
    public Sharer {
        requireNonNull(user);
        requireNonNull(adapter);
        requireNonNull(signature);
    }
}
