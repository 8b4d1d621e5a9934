package dev.intarsia.trainer.work;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.gate.Signature;
import dev.intarsia.oppu.learn.TrainingEvent;
import dev.intarsia.trainer.share.EventErasure;
import org.jspecify.annotations.Nullable;

/**
 * What the erasure of one event came to.
 *
 * @param known whether the event was part of the user's history
 * @param untrained whether the user's adapter had learned it, and goes
 * @param retraction what takes it out of the user's statistics; null where it was not in them, or cannot be made again
 * @param counts whether it stays in the statistics, since that cannot be made again
 */
public record FollowedErasure(
        EventErasure erasure,
        boolean known,
        boolean untrained,
        @Nullable Retraction retraction,
        boolean counts) {
    public FollowedErasure {
        requireNonNull(erasure);
    }

    /** Whether these changes replace what had learned it. */
    boolean replaces(TopicChanges changes) {
        return untrained && changes.user().equals(erasure.user());
    }

    /**
     * The event's signature once more.
     *
     * @param eventsAfter how many of the user's events came after it
     */
    public record Retraction(TrainingEvent event, Signature signature, long eventsAfter) {}
}
