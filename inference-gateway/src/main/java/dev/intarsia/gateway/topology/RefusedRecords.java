package dev.intarsia.gateway.topology;

import dev.intarsia.schemas.validation.RefusalReason;
import dev.intarsia.service.refusal.RefusedCounter;

/** Hears of records that were not used, on the stream's threads. */
@FunctionalInterface
public interface RefusedRecords {
    /** A record of a topic was not used. */
    void refused(String topic, RefusedCounter.Outcome outcome, RefusalReason reason);
}
