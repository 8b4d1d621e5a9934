package dev.intarsia.gateway.topology;

/** Hears of records that were not read or used, on the stream's threads. */
@FunctionalInterface
public interface RefusedRecords {
    /** What becomes of such a record. */
    enum Outcome {
        /** It went to the dead letters. */
        DEAD_LETTER,
        /** It was passed over, since another service brings it there. */
        SKIPPED
    }

    /** A record of a topic was not read or used. */
    void refused(String topic, Outcome outcome);
}
