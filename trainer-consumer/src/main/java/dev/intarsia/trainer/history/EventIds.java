package dev.intarsia.trainer.history;

import java.util.Arrays;

/** The ids a user's events have had, eight bytes each. Immutable. */
final class EventIds {
    static final EventIds NONE = new EventIds(new long[0]);

    private final long[] sorted;

    private EventIds(long[] sorted) {
        this.sorted = sorted;
    }

    boolean contains(long fingerprint) {
        return Arrays.binarySearch(sorted, fingerprint) >= 0;
    }

    EventIds with(long[] more) {
        long[] all = Arrays.copyOf(sorted, sorted.length + more.length);
        System.arraycopy(more, 0, all, sorted.length, more.length);
        Arrays.sort(all);
        return new EventIds(all);
    }

    int size() {
        return sorted.length;
    }
}
