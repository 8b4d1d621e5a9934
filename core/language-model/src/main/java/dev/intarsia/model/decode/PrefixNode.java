package dev.intarsia.model.decode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A filled block in a tree of token sequences read by one reader: the path from the root is all that was read. */
final class PrefixNode {
    final @Nullable PrefixNode parent;
    final List<Integer> tokens;
    final int block;
    final Map<List<Integer>, PrefixNode> children = new HashMap<>();
    /** How many running texts read it. */
    int readers;
    /** When a reader last left; 0 before that, and then of two nodes never the same. */
    long left;
    /** No longer to be found: it goes with its last reader. */
    boolean forgotten;

    PrefixNode(@Nullable PrefixNode parent, List<Integer> tokens, int block) {
        this.parent = parent;
        this.tokens = tokens;
        this.block = block;
    }

    static PrefixNode root() {
        return new PrefixNode(null, List.of(), 0);
    }

    /** Whether nobody reads it and nothing follows it, so that it may make room. */
    boolean idle() {
        return parent != null && readers == 0 && children.isEmpty();
    }
}
