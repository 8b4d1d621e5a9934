package dev.intarsia.schemas.validation;

import dev.intarsia.schemas.avro.SharingConsent;
import java.time.Instant;

/** The rules of {@code consents}. */
final class SharingConsentRules implements RecordRules<String, SharingConsent> {
    @Override
    public void check(String key, SharingConsent consent, Instant written) {
        Checks.sameAsKey("user", key, consent.getUser());
        Checks.ratio("shareRatio", consent.getShareRatio());
        PlausibleTime.ofService("time", consent.getTime(), written);
    }

    /** An erasure takes everything up to its own time: one without a time would take nothing and be lost in silence. */
    @Override
    public void checkTombstone(String key, Instant written) {
        if (!written.isAfter(Instant.EPOCH)) {
            throw new InvalidRecordException("The erasure of user '" + Checks.shown(key)
                    + "' has no time and would erase nothing; send it with the time of the request as the record's"
                    + " timestamp.");
        }
    }
}
