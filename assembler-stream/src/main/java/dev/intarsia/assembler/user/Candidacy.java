package dev.intarsia.assembler.user;

import dev.intarsia.assembler.roster.Candidate;
import dev.intarsia.pieces.cluster.BehaviorEmbedding;

/**
 * When a consenting user is announced to the election: with enough events, and again when the history has grown by a
 * quarter, so that elections know it well enough and are not flooded.
 *
 * @param minEvents a candidate has more events than this
 */
record Candidacy(long minEvents) {
    private static final double GROWTH = 1.25;
    private static final int EMBEDDING = 64;

    boolean isDue(UserState user) {
        Sharing sharing = user.sharing();
        return sharing != null && user.events() > minEvents && user.events() >= GROWTH * sharing.announcedEvents();
    }

    Candidate announce(Behavior behavior, Sharing sharing) {
        return new Candidate(
                behavior.signature().events(),
                sharing.shareRatio(),
                BehaviorEmbedding.of(behavior.signature(), behavior.baseModel(), EMBEDDING));
    }
}
