package dev.intarsia.assembler.user;

import dev.intarsia.pieces.signature.IncompatibleSignatureException;
import dev.intarsia.schemas.avro.EventSignature;

/** Adds one signature to what a user's earlier events said. */
record Counting(UserRules rules, SignatureReading reading) {
    Counting(UserRules rules) {
        this(rules, new SignatureReading(rules.kind(), rules.sketch()));
    }

    /**
     * The behavior after one more event.
     *
     * @param before of the signature's base model
     * @throws UnusableSignatureException when it cannot be added
     */
    Behavior add(Behavior before, EventSignature signature) throws UnusableSignatureException {
        try {
            return new Behavior(
                    before.baseModel(),
                    before.signature().add(reading.vectors(signature), rules.decay()),
                    before.recent().and(signature.getEventId(), rules.remember()),
                    signature.getEventId(),
                    signature.getIngestedAt());
        } catch (IncompatibleSignatureException e) {
            throw new UnusableSignatureException(String.valueOf(e.getMessage()));
        }
    }
}
