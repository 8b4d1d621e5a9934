package dev.intarsia.model.engine;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.example.Example;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One forward pass over rows with different adapters, for the loss of each row's response. */
public final class LossPass {
    private final LanguageModel model;
    private final boolean independent;

    public LossPass(LanguageModel model) {
        this(model, false);
    }

    /**
     * @param independent whether a row's result may not depend, even in its last digit, on how many rows are beside it:
     *     costs padding where there are few
     */
    public LossPass(LanguageModel model, boolean independent) {
        this.model = model;
        this.independent = independent;
    }

    /**
     * Mean nats per response token of every row, in the order given.
     *
     * @param adapters one per row; null for the base model
     */
    public float[] losses(List<Example> rows, List<@Nullable Adapter> adapters) {
        float[] losses = new float[rows.size()];
        if (rows.isEmpty()) {
            return losses;
        }
        try (NDManager call = model.manager().newSubManager()) {
            AdapterStack stack = AdapterStack.of(call, model.layout(), adapters);
            List<Example> read = VirtualTokens.examples(model, rows, adapters);
            model.workers().each(RowBatches.cut(read, model, independent), batch -> {
                float[] some = losses(call, stack, read, batch);
                for (int i = 0; i < batch.length; i++) {
                    losses[batch[i]] = some[i];
                }
            });
        }
        return losses;
    }

    private float[] losses(NDManager call, AdapterStack stack, List<Example> rows, int[] batch) {
        try (NDManager pass = call.newSubManager()) {
            NDList inputs = TokenBatch.of(model, RowBatches.of(rows, batch), independent)
                    .lossInputs(pass);
            stack.addTo(inputs, pass, batch);
            return model.script().call("losses", inputs).get(0).toFloatArray();
        }
    }
}
