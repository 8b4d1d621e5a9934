package dev.intarsia.oppu.learn;

import dev.intarsia.model.gate.Signature;
import org.jspecify.annotations.Nullable;

/**
 * An event as the versions in force saw it before it was trained on.
 *
 * @param signature its loss under the base, in nats per response token, and its sketches
 * @param ownLoss the same loss under the user's own adapter; null where there was none, or where the event was not
 *     trained on in its batch
 * @param ownVersion version of that adapter; 0 for none
 */
public record ScoredEvent(
        TrainingEvent arrival,
        Signature signature,
        @Nullable Double ownLoss,
        long ownVersion) {}
