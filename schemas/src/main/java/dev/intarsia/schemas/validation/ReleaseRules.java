package dev.intarsia.schemas.validation;

import dev.intarsia.schemas.avro.Release;
import java.time.Instant;

/** The rules of {@code releases}. */
final class ReleaseRules implements RecordRules<String, Release> {
    @Override
    public void check(String key, Release release, Instant written) {
        Checks.sameAsKey("user", key, release.getUser());
        PlausibleTime.ofService("time", release.getTime(), written);
        Checks.atLeast("goodVersion", release.getGoodVersion(), 0);
        Instant held = release.getHeldSince();
        Instant excluded = release.getExcludedSince();
        Checks.require(held != null || excluded != null, "heldSince", "is empty, as excludedSince is; name what ends");
        if (held != null) {
            PlausibleTime.copiedOfService("heldSince", held, written);
        }
        if (excluded != null) {
            PlausibleTime.copiedOfService("excludedSince", excluded, written);
        }
    }

    @Override
    public void checkTombstone(String key, Instant written) {}
}
