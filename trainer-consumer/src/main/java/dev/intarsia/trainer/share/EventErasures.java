package dev.intarsia.trainer.share;

import dev.intarsia.schemas.topic.ConsentKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which single events are to be forgotten, and which of these erasures a trainer has followed: it says so in the transaction
 * in which it does. As far as both have been read. Not thread-safe.
 */
public final class EventErasures {
    private final Map<String, List<EventErasure>> byUser = new HashMap<>();
    private final Map<String, EventErasure> open = new HashMap<>();
    private final Map<String, Instant> followed = new HashMap<>();
    private long count;

    /** Everything of an event that ingest accepted up to a moment is to be forgotten; what comes later is a new event. */
    public void erase(ConsentKey event, Instant moment) {
        EventErasure erasure = new EventErasure(event, moment);
        List<EventErasure> known = byUser.computeIfAbsent(event.user(), user -> new ArrayList<>());
        if (known.contains(erasure)) {
            return;
        }
        known.add(erasure);
        if (isFollowed(erasure)) {
            count++;
        } else {
            open.put(erasure.id(), erasure);
        }
    }

    /**
     * A trainer has followed an erasure, of an event or of a user.
     *
     * @param id the erasure's
     * @return whose event it is; nothing where that is not known, or was known before
     */
    public Optional<String> followed(String id, Instant when) {
        if (followed.putIfAbsent(id, when) != null) {
            return Optional.empty();
        }
        Optional<EventErasure> erasure = Optional.ofNullable(open.remove(id));
        erasure.ifPresent(known -> count++);
        return erasure.map(EventErasure::user);
    }

    /** Whether a trainer has followed it. */
    public boolean isFollowed(EventErasure erasure) {
        return followed.containsKey(erasure.id());
    }

    /** Whether a trainer has followed it after a moment, by that trainer's clock. */
    public boolean isFollowedAfter(EventErasure erasure, Instant moment) {
        Instant when = followed.get(erasure.id());
        return when != null && when.isAfter(moment);
    }

    /** Those of a user. */
    public List<EventErasure> of(String user) {
        return Collections.unmodifiableList(byUser.getOrDefault(user, List.of()));
    }

    /** Everybody of whom an event was erased. */
    public Set<String> users() {
        return Collections.unmodifiableSet(byUser.keySet());
    }

    /** Everybody of whom an erasure is still to be followed. */
    public Set<String> waiting() {
        Set<String> users = new HashSet<>();
        open.values().forEach(erasure -> users.add(erasure.user()));
        return users;
    }

    /** How many were followed. */
    long count() {
        return count;
    }

    /** Whether an event that ingest accepted at this moment is to be forgotten. */
    public boolean forgets(String user, String eventId, Instant ingestedAt) {
        return of(user).stream().anyMatch(erasure -> covers(erasure, eventId, ingestedAt));
    }

    /** Whether it is forgotten: a trainer has followed the erasure. */
    public boolean hasForgotten(String user, String eventId, Instant ingestedAt) {
        return of(user).stream().anyMatch(erasure -> covers(erasure, eventId, ingestedAt) && isFollowed(erasure));
    }

    private static boolean covers(EventErasure erasure, String eventId, Instant ingestedAt) {
        return erasure.eventId().equals(eventId) && erasure.covers(ingestedAt);
    }
}
