package dev.intarsia.schemas.validation;

import dev.intarsia.schemas.avro.Gate;
import dev.intarsia.schemas.topic.ModuleKey;
import java.time.Instant;

/** The rules of {@code gates}; that the digest is that of the content is checked where it is computed. */
final class GateRules implements RecordRules<ModuleKey, Gate> {
    @Override
    public void check(ModuleKey key, Gate gate, Instant written) {
        Checks.sameAsKey("sharer", key.user(), gate.getSharer());
        Checks.sameAsKey("module", key.module(), gate.getModule());
        Checks.atLeast("version", gate.getVersion(), 1);
        Checks.id("baseModel", gate.getBaseModel());
        Vectors.scored("gate", gate.getGate());
        Vectors.scoredOrNone("sketch", gate.getSketch());
        Checks.atLeast("events", gate.getEvents(), 0);
        PlausibleTime.copiedOfService("lastIngestedAt", gate.getLastIngestedAt(), written);
        Checks.digest("pieceDigest", gate.getPieceDigest());
        Checks.digest("digest", gate.getDigest());
    }

    @Override
    public void checkTombstone(ModuleKey key, Instant written) {}
}
