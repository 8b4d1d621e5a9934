package dev.intarsia.trainer.work;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.gate.Signature;
import dev.intarsia.oppu.history.History;
import dev.intarsia.oppu.learn.Learner;
import dev.intarsia.oppu.learn.StateOverlay;
import dev.intarsia.oppu.learn.TrainingEvent;
import dev.intarsia.oppu.learn.UserState;
import dev.intarsia.schemas.deadletter.RecordFault;
import dev.intarsia.trainer.admit.EventAdmission;
import dev.intarsia.trainer.partition.AssignedPartitions;
import dev.intarsia.trainer.share.EventErasure;
import dev.intarsia.trainer.share.EventErasures;
import dev.intarsia.trainer.state.Published;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes erased events out of users' states. */
final class EventRemoval {
    private static final Logger log = LoggerFactory.getLogger(EventRemoval.class);

    private final EventAdmission admission;
    private final Learner learner;

    EventRemoval(EventAdmission admission, Learner learner) {
        this.admission = requireNonNull(admission);
        this.learner = requireNonNull(learner);
    }

    /**
     * What was taken out.
     *
     * @param followed every erasure that is followed with this
     * @param untrained users whose adapter had learned an erased event, and who have none now
     */
    record Removed(List<FollowedErasure> followed, Set<String> untrained) {}

    /**
     * Takes out what is to be forgotten, and with it adapters that have learned it.
     *
     * @param users of whom an erasure may have come; those of other partitions are passed over
     * @param overlay their next states are put there
     */
    Removed of(Set<String> users, AssignedPartitions held, EventErasures erasures, StateOverlay overlay) {
        List<FollowedErasure> followed = new ArrayList<>();
        Set<String> untrained = new LinkedHashSet<>();
        for (String user : users) {
            if (!erasures.of(user).isEmpty() && held.covers(user)) {
                for (EventErasure erasure : erasures.of(user)) {
                    remove(erasure, erasures.isFollowed(erasure), held.published(user), overlay, followed, untrained);
                }
            }
        }
        return new Removed(followed, untrained);
    }

    private void remove(
            EventErasure erasure,
            boolean before,
            Published published,
            StateOverlay overlay,
            List<FollowedErasure> followed,
            Set<String> untrained) {
        UserState state = overlay.of(erasure.user());
        History history = state.history();
        OptionalLong number = history.find(erasure.eventId());
        boolean known = number.isPresent()
                ? erasure.covers(history.event(number.getAsLong()).ingestedAt())
                // What is not held any more is of before, unless it was sent again after it was erased.
                : !before && history.knows(erasure.eventId());
        boolean learned = known && !before && mayHaveLearned(state, number, published);
        if (known) {
            UserState rest = state.with(history.without(erasure.eventId()));
            overlay.put(erasure.user(), learned ? rest.withoutOwn() : rest);
        }
        if (learned) {
            untrained.add(erasure.user());
        }
        if (!before) {
            Optional<Signature> signature = known ? signature(history, number) : Optional.empty();
            followed.add(new FollowedErasure(
                    erasure,
                    known,
                    learned,
                    signature
                            .filter(made -> Double.isFinite(made.loss()))
                            .map(made -> retraction(history, number.getAsLong(), made))
                            .orElse(null),
                    known && signature.isEmpty()));
        }
    }

    /** What another base model's adapter has learned is not told by the state. */
    private static boolean mayHaveLearned(UserState state, OptionalLong number, Published published) {
        boolean unseen = number.isPresent() && number.getAsLong() >= state.seen();
        return state.own() == null ? !published.none() : !unseen;
    }

    /** The signature that the event had, unless its loss was no number; nothing where it cannot be made again. */
    private Optional<Signature> signature(History history, OptionalLong number) {
        if (number.isEmpty()) {
            return Optional.empty();
        }
        try {
            TrainingEvent event = admission.again(history.event(number.getAsLong()));
            return Optional.of(learner.signatures(List.of(event)).get(0));
        } catch (RuntimeException e) {
            if (!RecordFault.is(e)) {
                throw e;
            }
            log.warn("The signature of an erased event cannot be made again, so it still counts in assignments", e);
            return Optional.empty();
        }
    }

    private FollowedErasure.Retraction retraction(History history, long number, Signature signature) {
        return new FollowedErasure.Retraction(
                admission.again(history.event(number)), signature, history.length() - number - 1);
    }
}
