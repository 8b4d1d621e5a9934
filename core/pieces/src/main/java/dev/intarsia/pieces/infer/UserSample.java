package dev.intarsia.pieces.infer;

import dev.intarsia.pieces.digest.Sha256;
import dev.intarsia.pieces.module.ModuleId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One user's part of a sample of the population's events: those events whose ids have the lowest ranks, a rank being a
 * hash. So which events are drawn does not depend on the order of their arrival, and each is as likely as any other.
 * Which users take part is drawn by the rank of the user's id in the same way.
 *
 * <p>Immutable.
 */
public final class UserSample {
    private static final UserSample EMPTY = new UserSample(new TreeMap<>());

    private final SortedMap<Long, Drawn> events;

    /**
     * One event.
     *
     * @param signature vector per module
     */
    public record Drawn(String eventId, Map<ModuleId, float[]> signature) {}

    private UserSample(SortedMap<Long, Drawn> events) {
        this.events = events;
    }

    /** No event. */
    public static UserSample empty() {
        return EMPTY;
    }

    /** What an id is drawn by: lower ranks come first. */
    public static long rank(String id) {
        return new Sha256().text(id).first64();
    }

    /**
     * This part after one more event of the user.
     *
     * @param signature vector per module; not to be changed afterwards
     * @param most how many events a user may have in the sample
     * @return empty where the event is not among the {@code most} drawn, or is there already
     */
    public Optional<UserSample> with(String eventId, Map<ModuleId, float[]> signature, int most) {
        long rank = rank(eventId);
        boolean drawn = most > 0 && (events.size() < most || rank < events.lastKey());
        if (!drawn || events.containsKey(rank)) {
            return Optional.empty();
        }
        SortedMap<Long, Drawn> next = new TreeMap<>(events);
        next.put(rank, new Drawn(eventId, signature));
        while (next.size() > most) {
            next.remove(next.lastKey());
        }
        return Optional.of(new UserSample(next));
    }

    /** This part without an event; empty where it is not in it. */
    public Optional<UserSample> without(String eventId) {
        if (!events.containsKey(rank(eventId))) {
            return Optional.empty();
        }
        SortedMap<Long, Drawn> next = new TreeMap<>(events);
        next.remove(rank(eventId));
        return Optional.of(new UserSample(next));
    }

    /** The drawn events, lowest rank first. */
    public Collection<Drawn> events() {
        return List.copyOf(events.values());
    }
}
