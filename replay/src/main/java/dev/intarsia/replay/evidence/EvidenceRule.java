package dev.intarsia.replay.evidence;

import static java.util.Objects.requireNonNull;

import dev.intarsia.oppu.learn.TrainedKind;
import dev.intarsia.oppu.residual.ResidualRule;

/**
 * A way to choose what is trained of whom.
 *
 * @param name as the report shows it
 * @param how residuals are trained
 * @param choice what is trained
 * @param drops whether a user of whom nothing is trained any more is answered with the assembled adapter again
 */
record EvidenceRule(String name, ResidualRule how, Choice choice, boolean drops) {
    EvidenceRule {
        requireNonNull(name);
        requireNonNull(how);
        requireNonNull(choice);
    }

    /** Chooses for one user. */
    @FunctionalInterface
    interface Choice {
        /** @param events how many the user has had */
        TrainedKind of(long events, AnswerTrack track);
    }

    /** By the number of events alone, as the trainer does. */
    static EvidenceRule counting(String name, ResidualRule rule) {
        return new EvidenceRule(name, rule, (events, track) -> rule.of(events), false);
    }

    /**
     * A residual until it turns out not to pay: no better than the assembled adapter on the events in between. Then it is
     * dropped for good.
     *
     * @param least how many events are compared before that is judged
     * @param all whether losses of all events are known, or of the share that the trainer measures
     */
    static EvidenceRule whileItPays(String name, ResidualRule rule, int least, boolean all) {
        return new EvidenceRule(
                name,
                rule,
                (events, track) -> track.compared(all) >= least && track.paid(all) <= 0
                        ? TrainedKind.NOTHING
                        : rule.of(events),
                true);
    }

    /**
     * Residuals are trained where the assembled adapter's loss is high; what has been trained stays.
     *
     * @param nats an answer, of the newest 16 events
     * @param all whether losses of all events are known, or of the share that the trainer measures
     */
    static EvidenceRule whereHigh(String name, ResidualRule rule, double nats, boolean all) {
        return new EvidenceRule(
                name,
                rule,
                (events, track) -> track.assembled(16, all) > nats ? rule.of(events) : TrainedKind.NOTHING,
                false);
    }
}
