package dev.intarsia.replay.evidence;

import dev.intarsia.replay.method.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How one user's events were answered under one rule. Not thread-safe. */
final class UserAnswers {
    private final List<Placed> streamed = new ArrayList<>();
    private final List<Mark> later = new ArrayList<>();

    /** @param position of the event in the user's stream, from 0 */
    private record Placed(int position, Mark mark) {}

    void add(int position, Mark mark) {
        streamed.add(new Placed(position, mark));
    }

    void addLater(Mark mark) {
        later.add(mark);
    }

    /** Marks of the streamed events from one position to below another. */
    List<Mark> streamed(int from, int to) {
        return streamed.stream()
                .filter(placed -> placed.position() >= from && placed.position() < to)
                .map(Placed::mark)
                .toList();
    }

    List<Mark> streamed() {
        return streamed(0, Integer.MAX_VALUE);
    }

    /** Marks of what was asked at the end. */
    List<Mark> later() {
        return List.copyOf(later);
    }

    static double sum(List<Mark> marks, ToDoubleFunction<Mark> of) {
        return marks.stream().mapToDouble(of).sum();
    }
}
