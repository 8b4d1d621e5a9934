package dev.intarsia.replay.evidence;

import dev.intarsia.replay.method.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** How one user's events were answered under one rule. Not thread-safe. */
final class UserAnswers {
    private final int events;
    private final TreeMap<Integer, Mark> streamed = new TreeMap<>();
    private final List<Mark> later = new ArrayList<>();

    /** @param events how many the user streams; not all of them need be asked */
    UserAnswers(int events) {
        this.events = events;
    }

    /** @param position of the event in the user's stream, from 0 */
    void add(int position, Mark mark) {
        streamed.put(position, mark);
    }

    void addLater(Mark mark) {
        later.add(mark);
    }

    int events() {
        return events;
    }

    /** How the event at a position was answered; empty where it was not asked. */
    Optional<Mark> at(int position) {
        return Optional.ofNullable(streamed.get(position));
    }

    /** These up to a number of events, and another rule's from then on. */
    UserAnswers until(int count, UserAnswers other) {
        UserAnswers both = new UserAnswers(events);
        both.streamed.putAll(streamed.headMap(count));
        both.streamed.putAll(other.streamed.tailMap(count));
        both.later.addAll(count > events ? later : other.later);
        return both;
    }

    /** Marks of the streamed events from one position to below another. */
    List<Mark> streamed(int from, int to) {
        Map<Integer, Mark> part = streamed.subMap(from, to);
        return List.copyOf(part.values());
    }

    List<Mark> streamed() {
        return List.copyOf(streamed.values());
    }

    /** Marks of what was asked at the end. */
    List<Mark> later() {
        return List.copyOf(later);
    }

    static double sum(List<Mark> marks, ToDoubleFunction<Mark> of) {
        return marks.stream().mapToDouble(of).sum();
    }
}
