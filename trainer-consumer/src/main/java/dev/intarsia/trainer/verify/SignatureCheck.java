package dev.intarsia.trainer.verify;

import static java.util.Objects.requireNonNull;

import dev.intarsia.trainer.verify.UserEvidence.Position;
import dev.intarsia.trainer.verify.UserEvidence.Signed;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Checks that each event of a sequence was signed exactly once, and in the sequence's order. Of one partition.
 *
 * @param partition its number
 * @param events name of the topic
 * @param signatures name of the topic
 * @param eventsCut whether retention has deleted events
 * @param signedFrom offset of the event from which on every signature must still be there
 */
record SignatureCheck(
        int partition, String events, String signatures, boolean eventsCut, long signedFrom, Tally tally) {
    private static final String READ_AGAIN =
            "Keep a copy of the topics and the trainer's log. To learn from the event after"
                    + " all, send it again; where many are lost, reset the group's offset to the first of them.";
    private static final String DOUBLED =
            "The user's assembled adapter counts the event more than once. Keep a copy of the"
                    + " topics and report it with the trainer's log.";
    private static final String STRAY =
            "Somebody else than the trainer writes to signatures, or the group's offset was set"
                    + " back; see who may write the topic, and the group's name.";

    SignatureCheck {
        requireNonNull(events);
        requireNonNull(signatures);
        requireNonNull(tally);
    }

    /**
     * From which event on all signatures must be there.
     *
     * @param cut whether retention has deleted signatures
     * @param batch records that are committed together at most: within them signatures are not in the order of the events
     */
    static long signedFrom(boolean cut, Collection<UserEvidence> users, int batch) {
        if (!cut) {
            return 0;
        }
        long first = Long.MAX_VALUE - batch;
        for (UserEvidence user : users) {
            Map<Long, Integer> counts = counts(user);
            for (Position position : user.sequence) {
                if (counts.containsKey(position.fingerprint())) {
                    first = Math.min(first, position.offset());
                    break;
                }
            }
        }
        return first + batch;
    }

    void check(UserEvidence user) {
        Map<Long, Integer> counts = counts(user);
        Map<Long, Integer> places = new HashMap<>();
        for (Position position : user.sequence) {
            long fingerprint = position.fingerprint();
            places.put(fingerprint, places.size());
            count(user, position, counts.getOrDefault(fingerprint, 0));
        }
        tally.count(Counted.SIGNATURES, user.signatures.size());
        order(user, places);
    }

    private static Map<Long, Integer> counts(UserEvidence user) {
        Map<Long, Integer> counts = new HashMap<>();
        user.signatures.forEach(signed -> counts.merge(signed.fingerprint(), 1, Integer::sum));
        return counts;
    }

    private void count(UserEvidence user, Position position, int signed) {
        String id = position.arrival().event().eventId();
        if (signed > 1) {
            tally.found(new Finding(
                    Fault.DOUBLED,
                    user.user,
                    at(events, position.offset()),
                    "Event " + id + " has " + signed + " signatures.",
                    DOUBLED));
        } else if (signed == 0 && position.certain()) {
            if (position.offset() < signedFrom) {
                tally.count(Counted.SIGNATURES_GONE, 1);
            } else {
                tally.found(new Finding(
                        Fault.LOST,
                        user.user,
                        at(events, position.offset()),
                        "Event " + id + " has no signature, although the group has committed it"
                                + (eventsCut
                                        ? "; it may have the id of an event that retention has deleted."
                                        : "; it is lost, or its loss under the base model was no number."),
                        READ_AGAIN));
            }
        }
    }

    private void order(UserEvidence user, Map<Long, Integer> places) {
        int last = -1;
        for (Signed signed : user.signatures) {
            Integer place = places.get(signed.fingerprint());
            if (place == null) {
                if (!eventsCut && !user.erased.contains(signed.fingerprint())) {
                    tally.found(new Finding(
                            Fault.MISPLACED,
                            user.user,
                            at(signatures, signed.offset()),
                            "The signature names event " + signed.eventId() + ", which is no part of the sequence.",
                            STRAY));
                }
            } else if (place < last) {
                tally.found(new Finding(
                        Fault.MISPLACED,
                        user.user,
                        at(signatures, signed.offset()),
                        "The signature of event " + signed.eventId() + ", number " + place
                                + " of the sequence, comes after that of number " + last + ".",
                        DOUBLED));
            } else {
                last = place;
            }
        }
    }

    private String at(String topic, long offset) {
        return topic + "-" + partition + "@" + offset;
    }
}
