package dev.intarsia.pieces.election;

import java.time.Instant;

/**
 * Why a candidate may not share for now: the adapter was {@linkplain HarmRule harmful}. Since nothing is published that could
 * be measured again, it ends when so much has come to the history that the next adapter is largely made of other events.
 *
 * @param events length of the history then
 * @param lossChange what was measured, in nats an event
 * @param since when it was
 */
public record Exclusion(long events, double lossChange, Instant since) {
    private static final int GROWTH = 2;
    private static final double NEWS = 1.25;

    /** Length of the history at which the candidate may share again. */
    public long until() {
        return Math.multiplyExact(GROWTH, events);
    }

    /** Whether a history is so much longer that what is measured of its owner is news to whoever has ended this. */
    public boolean isNews(long length) {
        return length >= NEWS * events;
    }
}
