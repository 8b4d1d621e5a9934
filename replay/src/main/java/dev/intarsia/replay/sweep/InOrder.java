package dev.intarsia.replay.sweep;

import java.util.ArrayList;
import java.util.List;

/** Parts of a list that is in order of time. */
public final class InOrder {
    private InOrder() {}

    /** The last elements, at most so many. */
    public static <T> List<T> newest(List<T> inOrder, int most) {
        return inOrder.subList(Math.max(0, inOrder.size() - most), inOrder.size());
    }

    /** At most so many elements at equal distances, the first among them. */
    public static <T> List<T> spread(List<T> inOrder, int most) {
        int kept = Math.min(most, inOrder.size());
        List<T> spread = new ArrayList<>();
        for (int i = 0; i < kept; i++) {
            spread.add(inOrder.get(Math.toIntExact((long) i * inOrder.size() / kept)));
        }
        return spread;
    }
}
