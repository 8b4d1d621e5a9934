package dev.intarsia.trainer.admit;

import dev.intarsia.oppu.learn.TrainingEvent;
import dev.intarsia.schemas.deadletter.RecordRefusal;

/** What became of a record of {@code events}. */
public sealed interface Admission {
    /** It can be learned from. */
    record Admitted(TrainingEvent arrival) implements Admission {}

    /** It has no value: it takes an earlier record out of the log, and there is nothing to learn from it. */
    record Withdrawal() implements Admission {}

    /**
     * It belongs in the dead letters.
     *
     * @param refusal what is wrong with it
     */
    record Refused(RecordRefusal refusal) implements Admission {}
}
