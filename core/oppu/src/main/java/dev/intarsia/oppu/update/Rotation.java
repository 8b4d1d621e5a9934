package dev.intarsia.oppu.update;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/** Deals the numbers of a range in shuffled order, and shuffles again whenever all have been dealt. */
final class Rotation {
    private final SeededDraws draws;
    private final long from;
    private final long to;
    private final Deque<Long> order = new ArrayDeque<>();

    Rotation(SeededDraws draws, long from, long to) {
        this.draws = draws;
        this.from = from;
        this.to = to;
    }

    /**
     * The next numbers, each at most once; one that falls twice is dealt the next time.
     *
     * @param count no more than the range holds
     */
    Set<Long> next(int count) {
        Set<Long> next = new LinkedHashSet<>();
        Deque<Long> later = new ArrayDeque<>();
        while (next.size() < count) {
            if (order.isEmpty()) {
                for (long number : draws.shuffled(from, to)) {
                    order.add(number);
                }
            }
            Long number = order.remove();
            if (!next.add(number)) {
                later.push(number);
            }
        }
        later.forEach(order::push);
        return next;
    }
}
