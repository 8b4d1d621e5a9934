package dev.intarsia.model.bpe;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The frequency of each pair of adjacent tokens in the words, updated merge by merge. */
final class PairTable {
    private record Candidate(Merge pair, long count) implements Comparable<Candidate> {
        @Override
        public int compareTo(Candidate other) {
            return count != other.count ? Long.compare(other.count, count) : pair.compareTo(other.pair);
        }
    }

    private final List<int[]> words;
    private final long[] wordCounts;
    private final Map<Merge, Long> counts = new HashMap<>();
    private final Map<Merge, BitSet> where = new HashMap<>();
    private final PriorityQueue<Candidate> queue = new PriorityQueue<>();

    /**
     * @param words symbols of each word; replaced as pairs merge
     * @param wordCounts how often each word occurs
     */
    PairTable(List<int[]> words, long[] wordCounts) {
        this.words = words;
        this.wordCounts = wordCounts;
        Set<Merge> seen = new HashSet<>();
        for (int i = 0; i < words.size(); i++) {
            count(i, 1, seen);
        }
        seen.forEach(this::enqueue);
    }

    /** The most frequent pair, the one with the smaller symbols of two equals; null when no pair is left. */
    @Nullable
    Merge best() {
        while (true) {
            Candidate head = queue.poll();
            if (head == null || counts.getOrDefault(head.pair(), 0L) == head.count()) {
                return head == null ? null : head.pair();
            }
        }
    }

    /** Replaces every occurrence of a pair by a new symbol. */
    void merge(Merge pair, int symbol) {
        BitSet affected = where.getOrDefault(pair, new BitSet());
        Set<Merge> changed = new HashSet<>();
        for (int i : affected.stream().toArray()) {
            count(i, -1, changed);
            words.set(i, merged(words.get(i), pair, symbol));
            count(i, 1, changed);
        }
        where.remove(pair);
        changed.forEach(this::enqueue);
    }

    private void count(int word, int sign, Set<Merge> changed) {
        int[] symbols = words.get(word);
        for (int i = 0; i + 1 < symbols.length; i++) {
            Merge pair = new Merge(symbols[i], symbols[i + 1]);
            counts.merge(pair, sign * wordCounts[word], Long::sum);
            where.computeIfAbsent(pair, key -> new BitSet()).set(word);
            changed.add(pair);
        }
    }

    private void enqueue(Merge pair) {
        long count = counts.getOrDefault(pair, 0L);
        if (count > 0) {
            queue.add(new Candidate(pair, count));
        } else {
            counts.remove(pair);
        }
    }

    private static int[] merged(int[] symbols, Merge pair, int symbol) {
        int[] out = new int[symbols.length];
        int length = 0;
        for (int i = 0; i < symbols.length; i++) {
            boolean found = i + 1 < symbols.length && symbols[i] == pair.left() && symbols[i + 1] == pair.right();
            out[length++] = found ? symbol : symbols[i];
            i += found ? 1 : 0;
        }
        return java.util.Arrays.copyOf(out, length);
    }
}
