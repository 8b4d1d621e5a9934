package dev.intarsia.gateway.answer;

import static java.util.Objects.requireNonNull;

import dev.intarsia.gateway.topology.StateUnavailableException;
import dev.intarsia.gateway.topology.UserLocation;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Gives answers their ids, and keeps what a user's answer to a task's question was given to. Nothing is kept of users whom
 * another gateway holds, since this one would not hear of their erasure. Safe to use from several threads.
 */
public final class AnswerIds {
    private final KeptAnswers kept;
    private final UserLocation location;

    public AnswerIds(KeptAnswers kept, UserLocation location) {
        this.kept = requireNonNull(kept);
        this.location = requireNonNull(location);
    }

    /**
     * A new id. Asked for before the adapter is looked up, so that an erasure between the two is seen.
     *
     * @param prefix what it begins with
     * @param user null for nobody
     * @param question null where a text is asked about, not a task's question
     */
    public AnswerTicket begin(String prefix, @Nullable String user, @Nullable TaskQuestion question) {
        String id = prefix + UUID.randomUUID().toString().replace("-", "");
        if (user != null && question != null) {
            // In this order: whoever leaves after having been here is found among what was begun.
            kept.begin(id, new KeptAnswer(user, question));
            if (!here(user)) {
                kept.cancel(id);
            }
        }
        return new AnswerTicket(kept, id);
    }

    private boolean here(String user) {
        try {
            return location.here(user);
        } catch (StateUnavailableException e) {
            return false;
        }
    }
}
