package dev.intarsia.trainer.wire;

import dev.intarsia.oppu.drift.FoundDrift;
import dev.intarsia.oppu.learn.AdapterVersion;
import dev.intarsia.schemas.avro.DriftReport;

/** Drifts as records of {@code drifts}. */
public final class DriftReports {
    private DriftReports() {}

    /** @param found the version whose update found it */
    public static DriftReport of(String user, AdapterVersion found, FoundDrift drift) {
        return new DriftReport(
                user,
                found.version(),
                found.seen(),
                found.lastIngestedAt(),
                drift.before(),
                drift.after(),
                drift.pValue());
    }
}
