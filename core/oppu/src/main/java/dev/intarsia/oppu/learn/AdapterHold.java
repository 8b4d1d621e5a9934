package dev.intarsia.oppu.learn;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why a version has the weights of an earlier one: what its update made is out of bounds. The user is in quarantine until
 * an update is within them. The events of the update count as seen, and are rehearsed as any others.
 *
 * @param reason of the newest such update
 * @param goodVersion the version whose weights these are; 0 for the base
 * @param since when ingest accepted the last event of the first update in a row that was held
 */
public record AdapterHold(HoldReason reason, long goodVersion, Instant since) {
    public AdapterHold {
        requireNonNull(reason);
        requireNonNull(since);
        if (goodVersion < 0) {
            throw new IllegalArgumentException("A version is from 0, not " + goodVersion + ".");
        }
    }

    /**
     * The hold of a version.
     *
     * @param parent null for the base
     * @param lastIngestedAt when ingest accepted the last event of the version
     */
    static AdapterHold after(@Nullable AdapterVersion parent, HoldReason reason, Instant lastIngestedAt) {
        AdapterHold earlier = parent == null ? null : parent.hold();
        return earlier == null
                ? new AdapterHold(reason, parent == null ? 0 : parent.version(), lastIngestedAt)
                : new AdapterHold(reason, earlier.goodVersion(), earlier.since());
    }
}
