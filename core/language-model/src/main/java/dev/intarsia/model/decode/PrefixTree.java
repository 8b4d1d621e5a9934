package dev.intarsia.model.decode;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which filled blocks hold which tokens read by whom. Blocks that no text reads stay until room is needed; the
 * one left longest ago goes first.
 */
final class PrefixTree {
    private final int block;
    private final Map<PrefixReader, PrefixNode> roots = new HashMap<>();
    private final NavigableSet<PrefixNode> idle = new TreeSet<>(Comparator.comparingLong(node -> node.left));
    /** Above what a node has that was never left, so that no two in the set have the same. */
    private long clock = 1;

    /** @param block tokens in a block */
    PrefixTree(int block) {
        this.block = block;
    }

    /**
     * The longest known beginning of the tokens, in whole blocks; the caller reads it from now on.
     *
     * @param most how many blocks it may have
     */
    List<PrefixNode> open(PrefixReader reader, int[] tokens, int most) {
        List<PrefixNode> path = new ArrayList<>();
        PrefixNode at = roots.get(reader);
        while (at != null && path.size() < most) {
            at = at.children.get(key(tokens, path.size()));
            if (at != null) {
                path.add(at);
            }
        }
        path.forEach(this::read);
        return path;
    }

    /**
     * Adds the block that follows a path, read by the caller from now on.
     *
     * @return null when its tokens are known there already, in another block
     */
    @Nullable
    PrefixNode add(PrefixReader reader, List<PrefixNode> path, int[] tokens, int number) {
        PrefixNode parent =
                path.isEmpty() ? roots.computeIfAbsent(reader, absent -> PrefixNode.root()) : path.get(path.size() - 1);
        List<Integer> key = key(tokens, path.size());
        if (parent.forgotten || parent.children.containsKey(key)) {
            return null;
        }
        PrefixNode node = new PrefixNode(parent, key, number);
        parent.children.put(key, node);
        read(node);
        return node;
    }

    /** Ends the reading of a path. @return blocks that are free now, because they were forgotten meanwhile */
    List<Integer> close(List<PrefixNode> path) {
        List<Integer> free = new ArrayList<>();
        for (int i = path.size() - 1; i >= 0; i--) {
            PrefixNode node = path.get(i);
            node.readers--;
            node.left = clock++;
            if (node.forgotten && node.readers == 0) {
                free.add(node.block);
            } else if (!node.forgotten && node.idle()) {
                idle.add(node);
            }
        }
        return free;
    }

    /** Takes the block that was left longest ago out of the tree. @return its number, or 0 when all are read */
    int evict() {
        PrefixNode oldest = idle.pollFirst();
        if (oldest == null) {
            return 0;
        }
        oldest.forgotten = true;
        PrefixNode parent = oldest.parent;
        if (parent != null) {
            parent.children.remove(oldest.tokens);
            if (parent.idle()) {
                idle.add(parent);
            } else if (parent.parent == null && parent.children.isEmpty()) {
                roots.values().remove(parent);
            }
        }
        return oldest.block;
    }

    /** Drops everything that some have read. @return blocks that are free now; those still read follow when closed */
    List<Integer> forget(Predicate<PrefixReader> readers) {
        List<Integer> free = new ArrayList<>();
        Deque<PrefixNode> left = new ArrayDeque<>();
        roots.forEach((reader, root) -> {
            if (readers.test(reader)) {
                root.forgotten = true;
                left.addAll(root.children.values());
            }
        });
        roots.values().removeIf(root -> root.forgotten);
        while (!left.isEmpty()) {
            PrefixNode node = left.remove();
            left.addAll(node.children.values());
            node.forgotten = true;
            idle.remove(node);
            if (node.readers == 0) {
                free.add(node.block);
            }
        }
        return free;
    }

    private void read(PrefixNode node) {
        idle.remove(node);
        node.readers++;
        if (node.parent != null) {
            idle.remove(node.parent);
        }
    }

    private List<Integer> key(int[] tokens, int at) {
        return Arrays.stream(tokens, at * block, (at + 1) * block).boxed().toList();
    }
}
