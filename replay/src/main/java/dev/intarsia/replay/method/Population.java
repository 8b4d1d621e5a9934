package dev.intarsia.replay.method;

import dev.intarsia.replay.source.RecordedEvent;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * All users who are not target users. A user is either a sharer or one of the others.
 *
 * @param sharers events of those who may share, each user's in order of time; the most active user first
 * @param others events of everybody else, likewise
 */
public record Population(Map<String, List<RecordedEvent>> sharers, Map<String, List<RecordedEvent>> others) {
    /** Nobody. */
    public static final Population NOBODY = new Population(Map.of(), Map.of());

    public Population {
        sharers = copy(sharers);
        others = copy(others);
        if (!Collections.disjoint(sharers.keySet(), others.keySet())) {
            throw new IllegalArgumentException("Some sharers are also among the others; part them.");
        }
    }

    /** The same without some of the others, whose events nobody is to know. */
    public Population without(Collection<String> users) {
        Map<String, List<RecordedEvent>> rest = new LinkedHashMap<>(others);
        rest.keySet().removeAll(users);
        return new Population(sharers, rest);
    }

    /** All events, user by user, sharers first. */
    public Stream<RecordedEvent> events() {
        return Stream.concat(sharers.values().stream(), others.values().stream())
                .flatMap(List::stream);
    }

    private static Map<String, List<RecordedEvent>> copy(Map<String, List<RecordedEvent>> events) {
        Map<String, List<RecordedEvent>> copy = new LinkedHashMap<>();
        events.forEach((user, own) -> copy.put(user, List.copyOf(own)));
        return Collections.unmodifiableMap(copy);
    }
}
