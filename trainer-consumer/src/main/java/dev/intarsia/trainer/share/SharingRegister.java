package dev.intarsia.trainer.share;

import dev.intarsia.oppu.learn.AdapterHold;
import dev.intarsia.oppu.learn.TrainingEvent;
import dev.intarsia.oppu.learn.UserState;
import dev.intarsia.schemas.topic.WithdrawalReason;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What users decided and the roster says, as far as it has been read. Not thread-safe. */
public final class SharingRegister {
    private final Map<String, Double> elected = new HashMap<>();
    private final Map<String, Double> consenting = new HashMap<>();
    private final Map<String, NavigableSet<Instant>> erased = new HashMap<>();
    private final Map<String, ReleasedHold> released = new HashMap<>();
    private final EventErasures events = new EventErasures();
    private long erasures;

    /** Which row of held versions ends: a later one has another version before it. */
    private record ReleasedHold(long goodVersion, Instant since) {}

    /** The roster names a sharer and the share of the modules that may become pieces. */
    public void elect(String user, double shareRatio) {
        elected.put(user, shareRatio);
    }

    /** The roster no longer names a sharer. */
    public void dismiss(String user) {
        elected.remove(user);
    }

    /** A user lets a share of their modules become pieces. */
    public void consent(String user, double shareRatio) {
        consenting.put(user, shareRatio);
    }

    /** A user shares no longer. */
    public void withdraw(String user) {
        consenting.remove(user);
    }

    /** A user is to be forgotten with everything up to {@code moment}; what comes later is a new user's. */
    public void erase(String user, Instant moment) {
        consenting.remove(user);
        if (erased.computeIfAbsent(user, first -> new TreeSet<>()).add(moment)) {
            erasures++;
        }
    }

    /** An operator lets a user go on whose adapter is held since then. */
    public void release(String user, long goodVersion, Instant heldSince) {
        released.put(user, new ReleasedHold(goodVersion, heldSince));
    }

    /** There is no such order, or none any more. */
    public void retain(String user) {
        released.remove(user);
    }

    /**
     * Whether an order lets the user's next update count also where it is out of bounds. One from before an erasure of the user
     * names versions that are no more.
     */
    public boolean releases(String user, UserState state) {
        AdapterHold hold = state.own() == null ? null : state.own().hold();
        return hold != null && new ReleasedHold(hold.goodVersion(), hold.since()).equals(released.get(user));
    }

    /** The share of the user's modules that may become pieces: 0 unless both roster and consent allow more. */
    public double shareRatio(String user) {
        return Math.min(elected.getOrDefault(user, 0.0), consenting.getOrDefault(user, 0.0));
    }

    /** The same with the reason why the others may not. */
    public SharedPart part(String user) {
        WithdrawalReason rest = !consenting.containsKey(user)
                ? WithdrawalReason.WITHDRAWN
                : elected.containsKey(user) ? WithdrawalReason.SHARE_RATIO : WithdrawalReason.DEMOTED;
        return new SharedPart(shareRatio(user), rest);
    }

    /** Whether any of the user's modules may become a piece. */
    public boolean shares(String user) {
        return shareRatio(user) > 0;
    }

    /** Up to when the user is to be forgotten. */
    public Optional<Instant> erasedUpTo(String user) {
        return Optional.ofNullable(erased.get(user)).map(NavigableSet::last);
    }

    /** Everybody who was erased. */
    public Set<String> erased() {
        return Collections.unmodifiableSet(erased.keySet());
    }

    /** Every moment at which the user was erased; empty where that was never. */
    public NavigableSet<Instant> erasuresOf(String user) {
        return Collections.unmodifiableNavigableSet(erased.getOrDefault(user, Collections.emptyNavigableSet()));
    }

    /** How many erasures have been read, those of single events once a trainer has followed them. */
    public long erasures() {
        return erasures + events.count();
    }

    /** Erasures of single events. */
    public EventErasures events() {
        return events;
    }

    /** Whether an event is to be forgotten, with its user or alone. */
    public boolean forgets(TrainingEvent arrival) {
        Instant ingestedAt = arrival.event().ingestedAt();
        return forgets(arrival.user(), ingestedAt)
                || events.forgets(arrival.user(), arrival.event().eventId(), ingestedAt);
    }

    /**
     * Whether an event is forgotten: erasures of single events count once a trainer has followed them, so that until then a
     * user's state can be put together as that trainer had it.
     */
    public boolean hasForgotten(TrainingEvent arrival) {
        Instant ingestedAt = arrival.event().ingestedAt();
        return forgets(arrival.user(), ingestedAt)
                || events.hasForgotten(arrival.user(), arrival.event().eventId(), ingestedAt);
    }

    /** Whether something the user did, and ingest accepted at this moment, is to be forgotten. */
    public boolean forgets(String user, Instant ingestedAt) {
        NavigableSet<Instant> moments = erased.get(user);
        return moments != null && !ingestedAt.isAfter(moments.last());
    }
}
