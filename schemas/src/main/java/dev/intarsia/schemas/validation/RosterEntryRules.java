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
        Checks.finite("lossChange", entry.getLossChange());
        Checks.require(
                entry.getQuarantine().isEmpty() || entry.getShareRatio() == 0,
                "shareRatio",
                () -> "is " + entry.getShareRatio() + "; a sharer in quarantine shares nothing");
        PlausibleTime.ofService("electedAt", entry.getElectedAt(), written);
    }

    @Override
    public void checkTombstone(String key, Instant written) {}
}
