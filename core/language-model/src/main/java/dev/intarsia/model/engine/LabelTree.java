package dev.intarsia.model.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Labels as one prefix tree of tokens: a common prefix is computed once. Node 0 is the end of the prompt; an edge is
 * the token after a node, and a leaf has no node of its own.
 */
final class LabelTree {
    /** Parent of each node; -1 for the first. */
    private final List<Integer> parents = new ArrayList<>(List.of(-1));

    private final List<Integer> tokens = new ArrayList<>(List.of(-1));
    /** The tokens asked for after each node, in the order of their edges. */
    private final List<List<Integer>> edges = new ArrayList<>(List.of(new ArrayList<>()));

    /** The node and the place among its edges of every token of every label. */
    private final List<int[][]> paths = new ArrayList<>();

    LabelTree(List<int[]> labels) {
        for (int[] label : labels) {
            int[][] path = new int[label.length][];
            int node = 0;
            for (int i = 0; i < label.length; i++) {
                path[i] = new int[] {node, edge(node, label[i])};
                node = i + 1 < label.length ? node(node, label[i]) : node;
            }
            paths.add(path);
        }
    }

    private int edge(int node, int token) {
        List<Integer> known = edges.get(node);
        if (!known.contains(token)) {
            known.add(token);
        }
        return known.indexOf(token);
    }

    private int node(int parent, int token) {
        for (int i = 1; i < parents.size(); i++) {
            if (parents.get(i) == parent && tokens.get(i) == token) {
                return i;
            }
        }
        parents.add(parent);
        tokens.add(token);
        edges.add(new ArrayList<>());
        return parents.size() - 1;
    }

    int nodes() {
        return parents.size();
    }

    /** The node before; a node's own comes after it. */
    int parent(int node) {
        return parents.get(node);
    }

    int token(int node) {
        return tokens.get(node);
    }

    /** How many tokens lie between the prompt and what follows the node. */
    int depth(int node) {
        int depth = 0;
        for (int at = node; at > 0; at = parent(at)) {
            depth++;
        }
        return depth;
    }

    long[] edges(int node) {
        return edges.get(node).stream().mapToLong(Integer::longValue).toArray();
    }

    int edges() {
        return edges.stream().mapToInt(List::size).sum();
    }

    /** @param logs of all edges, node by node @return of every label the sum along its path */
    float[] sums(float[] logs) {
        int[] first = new int[nodes()];
        for (int node = 1; node < first.length; node++) {
            first[node] = first[node - 1] + edges.get(node - 1).size();
        }
        float[] sums = new float[paths.size()];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = (float) Arrays.stream(paths.get(i))
                    .mapToDouble(step -> logs[first[step[0]] + step[1]])
                    .sum();
        }
        return sums;
    }
}
