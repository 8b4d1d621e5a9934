package dev.intarsia.schemas.validation;

import dev.intarsia.schemas.avro.ErasureProgress;
import dev.intarsia.schemas.topic.ErasureKey;
import java.time.Instant;
import java.util.Map;

/** The rules of {@code erasures}. */
final class ErasureProgressRules implements RecordRules<ErasureKey, ErasureProgress> {
    @Override
    public void check(ErasureKey key, ErasureProgress progress, Instant written) {
        Checks.sameAsKey("erasure", key.erasure(), progress.getErasure());
        Checks.sameAsKey("part", key.part(), progress.getPart());
        PlausibleTime.copiedOfService("moment", progress.getMoment(), written);
        PlausibleTime.ofService("recordedAt", progress.getRecordedAt(), written);
        counts("removed", progress.getRemoved());
        counts("left", progress.getLeft());
    }

    private static void counts(String field, Map<String, Long> counts) {
        counts.forEach((place, count) -> {
            Checks.id(field, place);
            Checks.atLeast(field + "." + place, count, 0);
        });
    }

    @Override
    public void checkTombstone(ErasureKey key, Instant written) {}
}
