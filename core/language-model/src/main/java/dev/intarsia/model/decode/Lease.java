package dev.intarsia.model.decode;

import java.util.List;
import java.util.stream.Stream;

/** The blocks of one text: those it shares, then its own. Its lists are {@link CacheMemory}'s to change. */
final class Lease {
    final PrefixReader reader;
    final int[] prompt;
    final List<PrefixNode> path;
    final List<Integer> own;
    /** How long the path is as far as others may read it; shorter than the path never. */
    int published;

    private final int known;
    private final int[] blocks;

    Lease(PrefixReader reader, int[] prompt, List<PrefixNode> path, List<Integer> own) {
        this.reader = reader;
        this.prompt = prompt;
        this.path = path;
        this.own = own;
        this.published = path.size();
        this.known = path.size();
        this.blocks = Stream.concat(path.stream().map(node -> node.block), own.stream())
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** How many blocks of the prompt need not be read. */
    int known() {
        return known;
    }

    int[] blocks() {
        return blocks;
    }
}
