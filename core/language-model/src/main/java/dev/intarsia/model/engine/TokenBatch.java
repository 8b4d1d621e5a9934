package dev.intarsia.model.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.intarsia.model.checkpoint.ModelConfig;
import dev.intarsia.model.example.Example;
import java.nio.LongBuffer;
import java.util.List;

/**
 * Rows as the script takes them: padded to the right, with the positions that predict each row's response. A causal
 * model never looks at what is to the right, so padding needs no mask.
 */
final class TokenBatch {
    /**
     * Products of fewer rows than this are summed in another order when several processor cores share them, and sums
     * along rows of fewer positions in another than along longer ones, so what is trained is padded up to here, in all
     * and each row: then nobody's result depends on how many others are in the batch, or how long theirs are.
     */
    private static final int FEWEST_POSITIONS = 16;

    /** The same holds for a single row's products of fewer positions than this. */
    private static final int NARROWEST = 4;

    private final int rows;
    private final int context;
    private final int length;
    private final int widest;
    private final int[] tokens;
    private final long[] ids;
    private final long[] predicting;
    private final long[] positions;
    private final long[] counted;
    private final long[] targets;
    private final long[] row;
    private final float[] shares;

    /**
     * @param examples at least one
     * @throws IllegalArgumentException when one is longer than the model's context or has a token it does not know
     */
    static TokenBatch of(LanguageModel model, List<Example> examples) {
        return new TokenBatch(model, examples, 1);
    }

    /**
     * The same, padded so far that a row's result does not depend even in its last digit on the rows beside it.
     *
     * @param examples of one {@link RowKind}
     */
    static TokenBatch independent(LanguageModel model, List<Example> examples) {
        return new TokenBatch(model, examples, FEWEST_POSITIONS);
    }

    /** Either of the two. */
    static TokenBatch of(LanguageModel model, List<Example> examples, boolean independent) {
        return independent ? independent(model, examples) : of(model, examples);
    }

    private TokenBatch(LanguageModel model, List<Example> examples, int fewest) {
        ModelConfig config = model.config();
        int virtual = model.layout().virtualTokens();
        examples.forEach(example -> require(config, virtual, example));
        rows = examples.size();
        context = config.contextLength();
        RowKind kind = RowKind.of(examples.get(0));
        int each = Math.max((fewest + rows - 1) / rows, NARROWEST);
        boolean fixed = fewest > 1 && kind.isLong();
        int longest = examples.stream().mapToInt(TokenBatch::length).max().orElseThrow();
        int most = examples.stream().mapToInt(Example::responseLength).max().orElseThrow();
        length = fixed ? kind.length() : Math.max(fewest, longest);
        widest = fixed ? kind.responses() : Math.max(Math.min(fewest, each), most);
        int responses = examples.stream().mapToInt(Example::responseLength).sum();
        int total = Math.max(fewest, responses);
        tokens = examples.stream().mapToInt(TokenBatch::length).toArray();
        ids = new long[rows * length];
        predicting = new long[rows * widest];
        positions = new long[rows * widest];
        counted = new long[total];
        targets = new long[total];
        row = new long[total];
        shares = new float[total];
        int next = 0;
        for (int i = 0; i < rows; i++) {
            next = fill(i, examples.get(i), next);
        }
    }

    /** How many tokens of an example go in: the last one is only predicted. */
    static int length(Example example) {
        return example.tokens().length - 1;
    }

    private static void require(ModelConfig config, int virtual, Example example) {
        if (length(example) > config.contextLength()) {
            throw new IllegalArgumentException("A row of " + example.tokens().length
                    + " tokens does not fit the model's context of " + config.contextLength() + "; cut its prompt.");
        }
        requireTokens(config, virtual, example.tokens());
    }

    /** @param virtual how many of the {@link VirtualTokens} may be among them */
    static void requireTokens(ModelConfig config, int virtual, int[] tokens) {
        for (int token : tokens) {
            if (token < -virtual || token >= config.vocabularySize()) {
                throw new IllegalArgumentException("Token " + token + " is outside the model's vocabulary of "
                        + config.vocabularySize() + "; was the text encoded with another model's tokenizer?");
            }
        }
    }

    private int fill(int i, Example example, int next) {
        int[] tokens = example.tokens();
        for (int t = 0; t < tokens.length - 1; t++) {
            ids[i * length + t] = tokens[t];
        }
        for (int j = 0; j < widest; j++) {
            int position = Math.min(example.responseStart() - 1 + j, length(example) - 1);
            positions[i * widest + j] = position;
            predicting[i * widest + j] = (long) i * length + position;
        }
        for (int j = 0; j < example.responseLength(); j++, next++) {
            counted[next] = (long) i * widest + j;
            targets[next] = tokens[example.responseStart() + j];
            row[next] = i;
            shares[next] = 1f / example.responseLength();
        }
        return next;
    }

    int length() {
        return length;
    }

    /** Tokens, their positions and the positions that predict: the first arguments of every pass. */
    NDList rowInputs(NDManager manager) {
        NDList inputs = new NDList(longs(manager, ids, rows, length), range(manager));
        inputs.add(named("rows[]", longs(manager, predicting, rows, widest)));
        inputs.add(named("rows[]", longs(manager, positions, rows, widest)));
        return inputs;
    }

    /** The first arguments of passes that take gradients with shared A's: the rows one behind the other. */
    NDList packedInputs(NDManager manager, RowPacking packing) {
        NDList inputs = new NDList(longs(manager, packing.packed(ids), packing.total()), range(manager));
        inputs.add(named("rows[]", longs(manager, packing.places(predicting), predicting.length)));
        inputs.add(named("rows[]", longs(manager, positions, rows, widest)));
        inputs.addAll(packing.inputs(manager));
        inputs.addAll(counted(manager));
        return inputs;
    }

    /** How the rows lie one behind the other. */
    RowPacking packing() {
        return new RowPacking(tokens, length);
    }

    /** The first arguments of every pass that takes losses. */
    NDList lossInputs(NDManager manager) {
        NDList inputs = rowInputs(manager);
        inputs.addAll(counted(manager));
        return inputs;
    }

    private NDList counted(NDManager manager) {
        NDList inputs = new NDList(longs(manager, counted, counted.length));
        inputs.add(longs(manager, targets, targets.length));
        inputs.add(longs(manager, row, row.length));
        inputs.add(manager.create(shares));
        return inputs;
    }

    private NDArray range(NDManager manager) {
        long[] range = new long[length];
        for (int i = 0; i < length; i++) {
            range[i] = Math.min(i, context - 1);
        }
        return longs(manager, range, 1, length);
    }

    static NDArray longs(NDManager manager, long[] values, long... shape) {
        return manager.create(LongBuffer.wrap(values), new Shape(shape));
    }

    static NDArray named(String name, NDArray array) {
        array.setName(name);
        return array;
    }
}
