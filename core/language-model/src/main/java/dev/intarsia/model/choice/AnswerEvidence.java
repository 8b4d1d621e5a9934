package dev.intarsia.model.choice;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What is known of one user's losses.
 *
 * @param compared of the trained adapter and the base model
 * @param assembledGain by how many nats an event the assembled adapter in force is predicted to be below the base model; null
 *     where nothing is assembled, or where that is not predicted
 */
public record AnswerEvidence(ComparedLosses compared, @Nullable Double assembledGain) {
    /** Of a user nothing is known of. */
    public static final AnswerEvidence NONE = new AnswerEvidence(ComparedLosses.NONE, null);

    public AnswerEvidence {
        requireNonNull(compared);
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
