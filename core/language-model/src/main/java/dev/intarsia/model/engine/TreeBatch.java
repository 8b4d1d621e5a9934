package dev.intarsia.model.engine;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;

/** Prompts, each with all labels behind it, as rows: a label's token sees the prompt and what of the label lies before it. */
final class TreeBatch {
    private static final float HIDDEN = -1e30f;

    private final LabelTree tree;
    private final int rows;
    private final int length;
    private final long[] ids;
    private final long[] positions;
    private final long[] predicting;
    private final long[] predictingPositions;
    private final float[] mask;

    TreeBatch(LabelTree tree, List<int[]> prompts, int context) {
        this.tree = tree;
        rows = prompts.size();
        length = prompts.stream().mapToInt(prompt -> length(tree, prompt)).max().orElseThrow();
        ids = new long[rows * length];
        positions = new long[rows * length];
        predicting = new long[rows * tree.nodes()];
        predictingPositions = new long[rows * tree.nodes()];
        mask = new float[Math.multiplyExact(rows * length, length)];
        Arrays.fill(mask, HIDDEN);
        for (int row = 0; row < rows; row++) {
            fill(row, prompts.get(row), context);
        }
    }

    /** How many tokens a prompt and the labels take. */
    static int length(LabelTree tree, int[] prompt) {
        return prompt.length + tree.nodes() - 1;
    }

    private void fill(int row, int[] prompt, int context) {
        for (int i = 0; i < length; i++) {
            int node = i - prompt.length + 1;
            boolean labelled = node >= 1 && node < tree.nodes();
            int at = row * length + i;
            ids[at] = i < prompt.length ? prompt[i] : labelled ? tree.token(node) : 0;
            positions[at] =
                    Math.min(i < prompt.length ? i : labelled ? prompt.length - 1 + tree.depth(node) : 0, context - 1);
            Arrays.fill(mask, at * length, at * length + Math.min(i + 1, prompt.length), 0);
            for (int before = labelled ? node : 0; before > 0; before = tree.parent(before)) {
                mask[at * length + prompt.length - 1 + before] = 0;
            }
        }
        for (int node = 0; node < tree.nodes(); node++) {
            int at = row * length + prompt.length - 1 + node;
            predicting[row * tree.nodes() + node] = at;
            predictingPositions[row * tree.nodes() + node] = positions[at];
        }
    }

    /** Tokens, positions, the positions that predict, and who sees whom. */
    NDList inputs(NDManager manager) {
        NDList inputs = new NDList(
                TokenBatch.longs(manager, ids, rows, length), TokenBatch.longs(manager, positions, rows, length));
        inputs.add(TokenBatch.named("rows[]", TokenBatch.longs(manager, predicting, rows, tree.nodes())));
        inputs.add(TokenBatch.named("rows[]", TokenBatch.longs(manager, predictingPositions, rows, tree.nodes())));
        inputs.add(manager.create(mask, new Shape(rows, length, length)));
        return inputs;
    }

    /** The tokens asked for, one array for each position that predicts. */
    NDList edges(NDManager manager) {
        NDList edges = new NDList();
        for (int node = 0; node < tree.nodes(); node++) {
            long[] tokens = tree.edges(node);
            edges.add(TokenBatch.named("edges[]", TokenBatch.longs(manager, tokens, tokens.length)));
        }
        return edges;
    }
}
