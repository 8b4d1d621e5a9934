package dev.intarsia.oppu.learn;

import static java.util.Objects.requireNonNull;

import dev.intarsia.oppu.drift.LossTrend;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The version in force of a user's own adapter, without its numbers.
 *
 * @param version from 1
 * @param parentVersion the version it was trained from; 0 for the base
 * @param seen how many of the user's events, in order, it has seen
 * @param lastEventId the last of them
 * @param lastIngestedAt when ingest accepted the last of them
 * @param digest of the weights
 * @param lineage what they are a function of
 * @param hold why the weights are those of an earlier version; null where this version was trained
 * @param beneath what they are a residual on top of; null for an adapter on the base model
 * @param trend of the losses of the user's events up to it
 */
public record AdapterVersion(
        long version,
        long parentVersion,
        long seen,
        String lastEventId,
        Instant lastIngestedAt,
        String digest,
        AdapterLineage lineage,
        @Nullable AdapterHold hold,
        @Nullable AssembledBase beneath,
        LossTrend trend) {
    public AdapterVersion {
        requireNonNull(trend);
    }

    /** A version that was trained, of an adapter on the base model. */
    public AdapterVersion(
            long version,
            long parentVersion,
            long seen,
            String lastEventId,
            Instant lastIngestedAt,
            String digest,
            AdapterLineage lineage) {
        this(version, parentVersion, seen, lastEventId, lastIngestedAt, digest, lineage, null, null, LossTrend.NONE);
    }

    /** A version whose lineage nobody asks for. */
    public AdapterVersion(
            long version, long parentVersion, long seen, String lastEventId, Instant lastIngestedAt, String digest) {
        this(version, parentVersion, seen, lastEventId, lastIngestedAt, digest, AdapterLineage.UNKNOWN);
    }

    /** Whether it is on top of an assembled adapter, or would be if one were assembled. */
    public boolean isResidual() {
        return beneath != null;
    }

    /** The same version on top of something. */
    public AdapterVersion on(@Nullable AssembledBase assembled) {
        return new AdapterVersion(
                version, parentVersion, seen, lastEventId, lastIngestedAt, digest, lineage, hold, assembled, trend);
    }

    /** The same version with another trend of losses. */
    public AdapterVersion with(LossTrend other) {
        return new AdapterVersion(
                version, parentVersion, seen, lastEventId, lastIngestedAt, digest, lineage, hold, beneath, other);
    }

    /** The same version under another count of events. */
    public AdapterVersion withSeen(long events) {
        return new AdapterVersion(
                version, parentVersion, events, lastEventId, lastIngestedAt, digest, lineage, hold, beneath, trend);
    }
}
