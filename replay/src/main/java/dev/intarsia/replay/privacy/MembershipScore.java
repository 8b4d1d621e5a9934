package dev.intarsia.replay.privacy;

/**
 * An attacker's score of one event.
 *
 * @param user number of the user whose event it is, from 0
 * @param member whether the event is one of those that are attacked
 * @param score higher where the attacker holds that more likely
 */
record MembershipScore(int user, boolean member, double score) {
    MembershipScore {
        if (Double.isNaN(score)) {
            throw new IllegalArgumentException(
                    "An event of user " + user + " has no score; an attack must give each event a number.");
        }
    }
}
