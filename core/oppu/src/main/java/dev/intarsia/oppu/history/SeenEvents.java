package dev.intarsia.oppu.history;

import java.util.Arrays;

/** The ids a user's events have had, eight bytes each. Immutable. */
final class SeenEvents {
    static final SeenEvents NONE = new SeenEvents(new long[0]);

    private final long[] sorted;

    private SeenEvents(long[] sorted) {
        this.sorted = sorted;
    }

    boolean contains(long fingerprint) {
        return Arrays.binarySearch(sorted, fingerprint) >= 0;
    }

    SeenEvents with(long[] more) {
        long[] all = Arrays.copyOf(sorted, sorted.length + more.length);
        System.arraycopy(more, 0, all, sorted.length, more.length);
        Arrays.sort(all);
        return new SeenEvents(all);
    }

    SeenEvents without(long fingerprint) {
        return new SeenEvents(
                Arrays.stream(sorted).filter(one -> one != fingerprint).toArray());
    }

    long[] all() {
        return sorted.clone();
    }

    int size() {
        return sorted.length;
    }
}
