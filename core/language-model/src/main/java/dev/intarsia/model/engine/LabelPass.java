package dev.intarsia.model.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.example.Example;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One forward pass over prompts with different adapters, for the probabilities of a few tokens that may follow. */
public final class LabelPass {
    private final LanguageModel model;
    private final boolean independent;

    public LabelPass(LanguageModel model) {
        this(model, false);
    }

    /**
     * @param independent whether a row's result may not depend, even in its last digit, on how many rows are beside it:
     *     costs padding where there are few
     */
    public LabelPass(LanguageModel model, boolean independent) {
        this.model = model;
        this.independent = independent;
    }

    /**
     * Log-probabilities of each token after each prompt, given that one of the tokens follows.
     *
     * @param adapters one per prompt; null for the base model
     * @param tokens distinct
     * @return [prompt][token] natural logarithms
     */
    public float[][] next(List<int[]> prompts, List<@Nullable Adapter> adapters, int[] tokens) {
        TokenBatch.requireTokens(model.config(), 0, tokens);
        List<Example> rows = VirtualTokens.prompts(model, prompts, adapters).stream()
                .map(LabelPass::open)
                .toList();
        float[][] result = new float[rows.size()][];
        if (rows.isEmpty()) {
            return result;
        }
        try (NDManager call = model.manager().newSubManager()) {
            AdapterStack stack = AdapterStack.of(call, model.layout(), adapters);
            NDArray columns = call.create(Arrays.stream(tokens).asLongStream().toArray());
            model.workers().each(RowBatches.cut(rows, model, independent), batch -> {
                try (NDManager pass = call.newSubManager()) {
                    NDList inputs = TokenBatch.of(model, RowBatches.of(rows, batch), independent)
                            .rowInputs(pass);
                    stack.addTo(inputs, pass, batch);
                    inputs.add(columns);
                    float[] flat = model.script().call("labels", inputs).get(0).toFloatArray();
                    for (int i = 0; i < batch.length; i++) {
                        result[batch[i]] = Arrays.copyOfRange(flat, i * tokens.length, (i + 1) * tokens.length);
                    }
                }
            });
        }
        return result;
    }

    /**
     * Log-probabilities of whole labels after each prompt. All labels of a prompt are read in one row behind it, what
     * several begin with only once.
     *
     * @param texts prompts
     * @param adapters one per prompt; null for the base model
     * @param labels token sequences, none empty
     * @return [prompt][label] natural logarithms, not normalised over the labels
     * @throws IllegalArgumentException when a prompt with its longest label does not fit the context or a token is unknown
     */
    public float[][] whole(List<int[]> texts, List<@Nullable Adapter> adapters, List<int[]> labels) {
        int longest = labels.stream().mapToInt(label -> label.length).max().orElseThrow();
        labels.forEach(label -> TokenBatch.requireTokens(model.config(), 0, label));
        List<int[]> prompts = VirtualTokens.prompts(model, texts, adapters);
        prompts.forEach(prompt -> require(prompt, longest));
        LabelTree tree = new LabelTree(labels);
        int[] lengths = prompts.stream()
                .mapToInt(prompt -> TreeBatch.length(tree, prompt))
                .toArray();
        float[][] result = new float[prompts.size()][];
        try (NDManager call = model.manager().newSubManager()) {
            AdapterStack stack = AdapterStack.of(call, model.layout(), adapters);
            model.workers().each(RowBatches.cut(lengths, model), batch -> {
                try (NDManager pass = call.newSubManager()) {
                    TreeBatch rows = new TreeBatch(
                            tree, RowBatches.of(prompts, batch), model.config().contextLength());
                    NDList inputs = rows.inputs(pass);
                    stack.addTo(inputs, pass, batch);
                    inputs.addAll(rows.edges(pass));
                    float[] flat =
                            model.script().call("branches", inputs).get(0).toFloatArray();
                    int each = tree.edges();
                    for (int i = 0; i < batch.length; i++) {
                        result[batch[i]] = tree.sums(Arrays.copyOfRange(flat, i * each, (i + 1) * each));
                    }
                }
            });
        }
        return result;
    }

    private void require(int[] prompt, int longest) {
        int length = prompt.length + longest - 1;
        if (prompt.length == 0 || length > model.config().contextLength()) {
            throw new IllegalArgumentException("A prompt of " + prompt.length + " tokens with a label of " + longest
                    + " does not fit the model's context of " + model.config().contextLength() + "; cut the prompt.");
        }
        TokenBatch.requireTokens(model.config(), model.layout().virtualTokens(), prompt);
    }

    /** A prompt as an example whose one response token is never looked at. */
    private static Example open(int[] prompt) {
        return new Example(Arrays.copyOf(prompt, prompt.length + 1), prompt.length);
    }
}
