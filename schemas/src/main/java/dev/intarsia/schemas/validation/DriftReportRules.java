package dev.intarsia.schemas.validation;

import dev.intarsia.schemas.avro.DriftReport;
import java.time.Instant;

/** The rules of {@code drifts}. */
final class DriftReportRules implements RecordRules<String, DriftReport> {
    @Override
    public void check(String key, DriftReport drift, Instant written) {
        Checks.sameAsKey("user", key, drift.getUser());
        Checks.atLeast("version", drift.getVersion(), 1);
        Checks.atLeast("events", drift.getEvents(), 1);
        PlausibleTime.copiedOfService("time", drift.getTime(), written);
        Checks.finite("lossBefore", drift.getLossBefore());
        Checks.finite("lossAfter", drift.getLossAfter());
        Checks.require(
                drift.getPValue() >= 0 && drift.getPValue() <= 1,
                "pValue",
                () -> "is " + drift.getPValue() + "; a probability is from 0 to 1");
    }

    @Override
    public void checkTombstone(String key, Instant written) {}
}
