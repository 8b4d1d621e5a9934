package dev.intarsia.model.engine;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.intarsia.model.adapter.Adapter;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One forward pass over texts with different adapters, for the mean of what the last layer makes of each. */
public final class EmbeddingPass {
    private final LanguageModel model;

    public EmbeddingPass(LanguageModel model) {
        this.model = model;
    }

    /**
     * The last layer's numbers after the last norm, as the head reads them, averaged over all tokens of each text. Virtual
     * tokens do not count.
     *
     * @param texts tokens of each, none empty
     * @param adapters one per text; null for the base model
     * @return [text][d], d the model's hidden size
     * @throws IllegalArgumentException when a text is empty or does not fit the context, or a token is unknown
     */
    public float[][] means(List<int[]> texts, List<@Nullable Adapter> adapters) {
        float[][] result = new float[texts.size()][];
        if (texts.isEmpty()) {
            return result;
        }
        texts.forEach(text -> TokenBatch.requireTokens(model.config(), 0, text));
        List<int[]> rows = VirtualTokens.prompts(model, texts, adapters);
        rows.forEach(this::require);
        int[] lengths = rows.stream().mapToInt(row -> row.length).toArray();
        try (NDManager call = model.manager().newSubManager()) {
            AdapterStack stack = AdapterStack.of(call, model.layout(), adapters);
            model.workers().each(RowBatches.cut(lengths, model), batch -> {
                try (NDManager pass = call.newSubManager()) {
                    NDList inputs = new TextRows(
                                    RowBatches.of(rows, batch), model.config().contextLength())
                            .inputs(pass);
                    stack.addTo(inputs, pass, batch);
                    float[] flat = model.script().call("means", inputs).get(0).toFloatArray();
                    int each = flat.length / batch.length;
                    for (int i = 0; i < batch.length; i++) {
                        result[batch[i]] = Arrays.copyOfRange(flat, i * each, (i + 1) * each);
                    }
                }
            });
        }
        return result;
    }

    private void require(int[] row) {
        if (Arrays.stream(row).allMatch(token -> token < 0)
                || row.length > model.config().contextLength()) {
            throw new IllegalArgumentException("A text of " + row.length + " tokens has no embedding; give 1 to "
                    + model.config().contextLength() + " tokens.");
        }
    }
}
