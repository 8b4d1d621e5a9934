package dev.intarsia.schemas.validation;

import dev.intarsia.schemas.avro.Piece;
import dev.intarsia.schemas.topic.ModuleKey;
import java.time.Instant;

/** The rules of {@code pieces}; that the digest is that of the content is checked where it is computed. */
final class PieceRules implements RecordRules<ModuleKey, Piece> {
    @Override
    public void check(ModuleKey key, Piece piece, Instant written) {
        Checks.sameAsKey("sharer", key.user(), piece.getSharer());
        Checks.sameAsKey("module", key.module(), piece.getModule());
        Checks.atLeast("version", piece.getVersion(), 1);
        Checks.id("baseModel", piece.getBaseModel());
        Checks.finite("alpha", piece.getAlpha());
        Vectors.matrix("weights", piece.getWeights(), piece.getRank());
        Vectors.scoredOrNone("gate", piece.getGate());
        Checks.digest("digest", piece.getDigest());
        Checks.atLeast("events", piece.getEvents(), 0);
        PlausibleTime.copiedOfService("lastIngestedAt", piece.getLastIngestedAt(), written);
    }

    @Override
    public void checkTombstone(ModuleKey key, Instant written) {}
}
