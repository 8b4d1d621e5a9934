package dev.intarsia.oppu.learn;

import dev.intarsia.model.adapter.AdapterState;
import dev.intarsia.oppu.drift.FoundDrift;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of a due update. */
public sealed interface UpdateOutcome {
    String user();

    /**
     * A new version is in force. Where it is {@linkplain AdapterVersion#hold held}, its weights are those of an earlier one.
     *
     * @param losses under what it replaces, of its new events by their numbers in the history, in mean nats per response token
     * @param drift that its events showed; null for none
     */
    record Published(
            String user,
            AdapterVersion standing,
            AdapterState state,
            Map<Long, Float> losses,
            @Nullable FoundDrift drift)
            implements UpdateOutcome {}

    /**
     * The old version stays, because the candidate did worse on the events held out.
     *
     * @param version of the candidate
     * @param standingLoss mean nats per response token of what stays
     * @param candidateLoss the same of the candidate
     */
    record Worse(String user, long version, double standingLoss, double candidateLoss) implements UpdateOutcome {}

    /**
     * The old version stays, because the candidate did worse than the base model on the reference set.
     *
     * @param version of the candidate
     * @param baseLoss mean nats per response token of the base model there
     * @param candidateLoss the same of the candidate
     */
    record Harmful(String user, long version, double baseLoss, double candidateLoss) implements UpdateOutcome {}
}
