package dev.intarsia.schemas.validation;

import dev.intarsia.schemas.avro.RosterEntry;
import java.time.Instant;

/** The rules of {@code roster}. */
final class RosterEntryRules implements RecordRules<String, RosterEntry> {
    @Override
    public void check(String key, RosterEntry entry, Instant written) {
        Checks.sameAsKey("sharer", key, entry.getSharer());
        Checks.atLeast("cluster", entry.getCluster(), 0);
        Checks.ratio("shareRatio", entry.getShareRatio());
        Checks.atLeast("events", entry.getEvents(), 0);
        PlausibleTime.ofService("electedAt", entry.getElectedAt(), written);
    }

    @Override
    public void checkTombstone(String key, Instant written) {}
}
