package dev.intarsia.model.decode;

/**
 * Hands out token ids from the highest score down, equal scores by the smaller id. A heap: building is linear in the
 * vocabulary and each id taken costs its logarithm, since few are usually taken.
 */
final class DescendingScores {
    private final long[] heap;
    private int size;

    /** @param vocabulary how many of the scores given to {@link #reset} count */
    DescendingScores(int vocabulary) {
        heap = new long[vocabulary];
    }

    /** @param scores one per token id, none NaN; those past the vocabulary are left out */
    void reset(float[] scores) {
        size = heap.length;
        for (int token = 0; token < size; token++) {
            heap[token] = key(scores[token], token);
        }
        for (int parent = size / 2 - 1; parent >= 0; parent--) {
            sink(parent);
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The next best token id. */
    int take() {
        long top = heap[0];
        heap[0] = heap[--size];
        sink(0);
        return Integer.MAX_VALUE - (int) top;
    }

    /** Orders by score first, then by descending id, so that the greatest key is the best score's smallest id. */
    private static long key(float score, int token) {
        int bits = Float.floatToIntBits(score);
        int ordered = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
        return ((long) ordered << 32) | (Integer.MAX_VALUE - token);
    }

    private void sink(int from) {
        int parent = from;
        while (true) {
            int child = 2 * parent + 1;
            if (child >= size) {
                return;
            }
            if (child + 1 < size && heap[child + 1] > heap[child]) {
                child++;
            }
            if (heap[parent] >= heap[child]) {
                return;
            }
            long swapped = heap[parent];
            heap[parent] = heap[child];
            heap[child] = swapped;
            parent = child;
        }
    }
}
