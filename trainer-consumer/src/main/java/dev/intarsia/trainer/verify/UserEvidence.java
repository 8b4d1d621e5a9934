package dev.intarsia.trainer.verify;

import static java.util.Objects.requireNonNull;

import dev.intarsia.oppu.learn.AdapterVersion;
import dev.intarsia.oppu.learn.TrainingEvent;
import dev.intarsia.pieces.digest.Sha256;
import dev.intarsia.trainer.share.SharingRegister;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the topics hold of one user. Not thread-safe. */
final class UserEvidence {
    final String user;
    /** The user's sequence: accepted, not erased, each id once. */
    final List<Position> sequence = new ArrayList<>();

    final List<Signed> signatures = new ArrayList<>();
    /** Fingerprints of events before an erasure, which may have been signed before it came. */
    final Set<Long> erased = new HashSet<>();
    /** Whole versions of this base model and shape since the user's last erasure, in the order of the log. */
    final List<AdapterVersion> versions = new ArrayList<>();

    /** How many single events were erased. */
    int eventsErased;

    boolean otherModel;
    boolean blamed;
    private final Set<String> ids = new HashSet<>();

    UserEvidence(String user) {
        this.user = requireNonNull(user);
    }

    /**
     * An event of the sequence.
     *
     * @param certain whether the trainer has committed it for certain, as not where it works meanwhile
     */
    record Position(long offset, boolean certain, TrainingEvent arrival) {
        long fingerprint() {
            return UserEvidence.fingerprint(
                    arrival.event().eventId(), arrival.event().ingestedAt());
        }
    }

    /** A signature. */
    record Signed(long offset, String eventId, long fingerprint, Instant ingestedAt) {}

    /** Tells events apart, also those that were sent again after an erasure under the same id. */
    static long fingerprint(String eventId, Instant ingestedAt) {
        return new Sha256().text(eventId).number(ingestedAt.toEpochMilli()).first64();
    }

    /** Takes an event into the sequence; false where its id is there already. */
    boolean take(Position position) {
        boolean fresh = ids.add(position.arrival().event().eventId());
        if (fresh) {
            sequence.add(position);
        }
        return fresh;
    }

    /** Tells which signatures are of events that were erased, with their user or alone, also where these are gone. */
    void forget(SharingRegister register) {
        eventsErased = (int) register.events().of(user).stream()
                .filter(register.events()::isFollowed)
                .count();
        signatures.stream()
                .filter(signed -> register.forgets(user, signed.ingestedAt())
                        || register.events().forgets(user, signed.eventId(), signed.ingestedAt()))
                .forEach(signed -> erased.add(signed.fingerprint()));
    }

    /** The first {@code length} events of the sequence from {@code from}. */
    List<TrainingEvent> arrivals(long from, long length) {
        return sequence.subList((int) from, (int) length).stream()
                .map(Position::arrival)
                .toList();
    }

    /** How many events of the sequence the trainer has committed for certain. */
    long certain() {
        return sequence.stream().filter(Position::certain).count();
    }

    @Nullable
    AdapterVersion newest() {
        return versions.isEmpty() ? null : versions.get(versions.size() - 1);
    }
}
