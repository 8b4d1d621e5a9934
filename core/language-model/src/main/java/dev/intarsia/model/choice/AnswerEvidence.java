package dev.intarsia.model.choice;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What is known of one user's losses.
 *
 * @param compared of the trained adapter and the base model
 * @param assembledGain by how many nats an event the assembled adapter in force is predicted to be below the base model; null
 *     where nothing is assembled, or where that is not predicted
 * @param learned how many events the trained adapter has learned; 0 where there is none
 * @param residual whether the trained adapter is a residual, which has what is assembled beneath it
 */
public record AnswerEvidence(
        ComparedLosses compared, @Nullable Double assembledGain, long learned, boolean residual) {
    public AnswerEvidence {
        requireNonNull(compared);
    }

    /** Of a user of whom nothing is trained. */
    public static AnswerEvidence untrained(@Nullable Double assembledGain) {
        return new AnswerEvidence(ComparedLosses.NONE, assembledGain, 0, false);
    }

    /** The loss under one kind, over the events that were compared; null where it is not known. */
    public @Nullable Double loss(AnswerKind kind) {
        if (compared.events() == 0) {
            return null;
        }
        return switch (kind) {
            case TRAINED -> compared.trained();
            case ASSEMBLED -> assembledGain == null ? null : (Double) (compared.base() - assembledGain);
            case BASE -> compared.base();
        };
    }
}
