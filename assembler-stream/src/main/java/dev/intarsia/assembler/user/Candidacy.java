package dev.intarsia.assembler.user;

import dev.intarsia.pieces.election.Candidate;

/**
 * When a consenting user is announced to the election: with enough events, and again when the history has grown by a
 * quarter, so that elections know it well enough and are not flooded.
 *
 * @param minEvents a candidate has more events than this
 */
record Candidacy(long minEvents) {
    private static final double GROWTH = 1.25;

    boolean isDue(AssemblerUserState user) {
        Sharing sharing = user.sharing();
        return sharing != null && user.events() > minEvents && user.events() >= GROWTH * sharing.announcedEvents();
    }

    Candidate announce(Behavior behavior, Sharing sharing) {
        return Candidate.of(behavior.signature(), behavior.baseModel(), sharing.shareRatio());
    }
}
