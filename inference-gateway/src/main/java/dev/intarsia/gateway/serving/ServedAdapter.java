package dev.intarsia.gateway.serving;

import dev.intarsia.model.adapter.Adapter;
import org.jspecify.annotations.Nullable;

/**
 * The adapter a request is answered with, from its admission to its end.
 *
 * @param kind where it comes from
 * @param user whose it is; null for the base model
 * @param version of the own adapter, of the residual or of the assignment; 0 for the base model
 * @param digest of its weights, or the fingerprint of the base model
 * @param lineage what it knows; null for the base model
 * @param adapter the weights; null for the base model
 * @param assignment version of the assignment that the pieces in it come from; 0 where there are none
 * @param choice why it is this one; null where the request has asked for the kind
 */
public record ServedAdapter(
        AdapterKind kind,
        @Nullable String user,
        long version,
        String digest,
        @Nullable Lineage lineage,
        @Nullable Adapter adapter,
        long assignment,
        @Nullable AdapterChoice choice) {
    private static final int SHORT_DIGEST = 12;

    /** One that was asked for. */
    ServedAdapter(
            AdapterKind kind,
            @Nullable String user,
            long version,
            String digest,
            @Nullable Lineage lineage,
            @Nullable Adapter adapter,
            long assignment) {
        this(kind, user, version, digest, lineage, adapter, assignment, null);
    }

    /** The base model as it is. */
    public static ServedAdapter base(String fingerprint) {
        return new ServedAdapter(AdapterKind.BASE, null, 0, fingerprint, null, null, 0);
    }

    /** The same, chosen for another reason. */
    public ServedAdapter chosen(@Nullable AdapterChoice other) {
        return new ServedAdapter(kind, user, version, digest, lineage, adapter, assignment, other);
    }

    /** The first digits of the digest: enough to tell adapters apart. */
    public String shortDigest() {
        return digest.substring(0, Math.min(SHORT_DIGEST, digest.length()));
    }
}
