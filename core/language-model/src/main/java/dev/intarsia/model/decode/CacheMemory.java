package dev.intarsia.model.decode;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The blocks of the key-value cache: which are free, which text has which, and which still hold the beginning of a prompt
 * that its reader may ask again. A text gets all it may need when it begins, so none is ever stopped halfway.
 * Safe to use from several threads.
 */
final class CacheMemory {
    private final int block;
    private final int blocks;
    private final boolean reuse;
    private final PrefixTree prefixes;
    private final Deque<Integer> free = new ArrayDeque<>();
    /** Blocks that have been read with since they were last cleared, and by nobody now. */
    private final Set<Integer> spent = new TreeSet<>();

    private int leased;
    private long reusedTokens;

    /**
     * @param block tokens in a block
     * @param blocks how many there are, numbered from 1
     * @param reuse whether beginnings of prompts are kept
     */
    CacheMemory(int block, int blocks, boolean reuse) {
        this.block = block;
        this.blocks = blocks;
        this.reuse = reuse;
        this.prefixes = new PrefixTree(block);
        for (int number = 1; number <= blocks; number++) {
            free.add(number);
        }
    }

    /** How many tokens fit in all. */
    int tokens() {
        return Math.multiplyExact(blocks, block);
    }

    /**
     * Room for a text, with what is known of its prompt.
     *
     * @param positions how many the text may fill
     * @return null when there is none now
     */
    synchronized @Nullable Lease lease(PrefixReader reader, int[] prompt, int positions) {
        // The last token of the prompt is always read again, for what it says of the next one.
        List<PrefixNode> path = reuse ? prefixes.open(reader, prompt, (prompt.length - 1) / block) : List.of();
        int needed = (positions + block - 1) / block - path.size();
        while (free.size() < needed) {
            int evicted = prefixes.evict();
            if (evicted == 0) {
                free(prefixes.close(path));
                return null;
            }
            free(List.of(evicted));
        }
        List<Integer> own = new ArrayList<>();
        while (own.size() < needed) {
            own.add(free.remove());
        }
        leased += needed;
        reusedTokens += (long) path.size() * block;
        return new Lease(reader, prompt, new ArrayList<>(path), own);
    }

    /** Lets later texts of the same reader use what a text has read of its prompt so far. */
    synchronized void publish(Lease lease, int read) {
        if (lease.reader.gone()) {
            return;
        }
        int whole = Math.min(read, lease.prompt.length) / block;
        while (reuse && lease.path.size() == lease.published && lease.path.size() < whole) {
            PrefixNode node = prefixes.add(lease.reader, lease.path, lease.prompt, lease.own.get(0));
            if (node == null) {
                return;
            }
            lease.own.remove(0);
            leased--;
            lease.path.add(node);
            lease.published = lease.path.size();
        }
    }

    synchronized void release(Lease lease) {
        leased -= lease.own.size();
        free(lease.own);
        free(prefixes.close(lease.path));
    }

    /** Drops what some have read. */
    synchronized void forget(Predicate<PrefixReader> readers) {
        free(prefixes.forget(readers));
    }

    /**
     * Blocks to be cleared, of those that were free or have been leased since this was asked last. To be asked before a
     * new lease is written to.
     */
    synchronized int[] spent() {
        int[] numbers = spent.stream().mapToInt(Integer::intValue).toArray();
        spent.clear();
        return numbers;
    }

    private void free(List<Integer> numbers) {
        free.addAll(numbers);
        spent.addAll(numbers);
    }

    synchronized CacheLoad load() {
        int kept = blocks - free.size() - leased;
        return new CacheLoad(tokens(), leased * block, kept * block, reusedTokens);
    }
}
