package dev.intarsia.assembler.user;

import dev.intarsia.pieces.signature.DatedSignature;
import dev.intarsia.pieces.signature.IncompatibleSignatureException;
import dev.intarsia.pieces.signature.UserStatistics;
import dev.intarsia.schemas.avro.EventSignature;
import dev.intarsia.schemas.validation.RefusalReason;
import java.time.Instant;

/** Adds one signature to what a user's earlier events said, or takes one out of it. */
record Counting(UserRules rules, SignatureReading reading) {
    Counting(UserRules rules) {
        this(rules, new SignatureReading(rules.kind(), rules.sketch()));
    }

    /** Whether the signature was applied already. */
    static boolean isDuplicate(Behavior before, EventSignature signature) {
        return signature.getRetracted()
                ? before.recent().containsRetracted(signature.getEventId())
                : before.recent().contains(signature.getEventId());
    }

    /**
     * The behavior with one event more, or less where the signature is retracted.
     *
     * @param before of the signature's base model
     * @throws UnusableSignatureException when it cannot be added or taken out
     */
    Behavior apply(Behavior before, EventSignature signature) throws UnusableSignatureException {
        DatedSignature event = new DatedSignature(signature.getEventId(), time(signature), reading.vectors(signature));
        try {
            return signature.getRetracted() ? without(before, signature, event) : with(before, signature, event);
        } catch (IncompatibleSignatureException e) {
            throw new UnusableSignatureException(RefusalReason.SHAPE, String.valueOf(e.getMessage()));
        }
    }

    /** What is dated later than ingest accepted it, by a clock that is wrong, must not let all other events fade. */
    private static Instant time(EventSignature signature) {
        return signature.getEventTime().isAfter(signature.getIngestedAt())
                ? signature.getIngestedAt()
                : signature.getEventTime();
    }

    private Behavior with(Behavior before, EventSignature signature, DatedSignature event) {
        return next(
                before,
                signature,
                before.statistics().add(event, rules.decay()),
                before.recent().and(signature.getEventId(), rules.remember()));
    }

    private Behavior without(Behavior before, EventSignature signature, DatedSignature event)
            throws UnusableSignatureException {
        return next(
                before,
                signature,
                counts(before, signature) ? before.statistics().without(event, rules.decay()) : before.statistics(),
                before.recent().andRetracted(signature.getEventId(), rules.remember()));
    }

    /**
     * Whether the event is among those that count. Where it is no longer remembered, the position tells: a base model's
     * events are counted in the order of the user's, so of the latest n exactly those with less than n after them are.
     */
    private boolean counts(Behavior before, EventSignature signature) throws UnusableSignatureException {
        if (before.recent().contains(signature.getEventId())) {
            return true;
        }
        if (signature.getEventsAfter() < 0) {
            throw new UnusableSignatureException(
                    RefusalReason.FIELD,
                    "Event '" + signature.getEventId() + "' cannot be taken out, since it"
                            + " is not among the user's latest " + rules.remember()
                            + " that are remembered, and so may never"
                            + " have been counted; retract an event after its own signature and say in eventsAfter how many"
                            + " came after it, or raise signatures.remember.");
        }
        // A window knows by itself what it holds.
        return rules.decay().window() > 0 || before.statistics().events() > signature.getEventsAfter();
    }

    private static Behavior next(
            Behavior before, EventSignature signature, UserStatistics statistics, RecentEvents recent) {
        return new Behavior(before.baseModel(), statistics, recent, signature.getEventId(), signature.getIngestedAt());
    }
}
