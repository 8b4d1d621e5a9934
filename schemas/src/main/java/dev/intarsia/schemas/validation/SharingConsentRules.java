package dev.intarsia.schemas.validation;

import dev.intarsia.schemas.avro.SharingConsent;
import dev.intarsia.schemas.topic.ConsentKey;
import java.time.Instant;

/** The rules of {@code consents}. */
final class SharingConsentRules implements RecordRules<ConsentKey, SharingConsent> {
    @Override
    public void check(ConsentKey key, SharingConsent consent, Instant written) {
        if (key.isEvent()) {
            throw new InvalidRecordException(
                    RefusalReason.OWNER,
                    "A decision about sharing is under the key of event '" + Checks.shown(key.eventId())
                            + "'; send it under the user alone. Only an erasure names an event.");
        }
        Checks.sameAsKey("user", key.user(), consent.getUser());
        Checks.ratio("shareRatio", consent.getShareRatio());
        PlausibleTime.ofService("time", consent.getTime(), written);
    }

    /** An erasure takes everything up to its own time: one without a time would take nothing and be lost in silence. */
    @Override
    public void checkTombstone(ConsentKey key, Instant written) {
        if (!written.isAfter(Instant.EPOCH)) {
            String event = key.isEvent() ? "event '" + Checks.shown(key.eventId()) + "' of " : "";
            throw new InvalidRecordException(
                    RefusalReason.TIME,
                    "The erasure of " + event + "user '" + Checks.shown(key.user())
                            + "' has no time and would erase nothing; send it with the time of the request as the record's"
                            + " timestamp.");
        }
    }
}
