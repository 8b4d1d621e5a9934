package dev.intarsia.model.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.example.Example;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.module.Projection;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One forward pass over rows with different adapters, for the mean of LN(x) over the positions that predict each row's
 * response, where x is a module's input and LN has no weights. A row's result does not depend on the rows beside it.
 */
public final class ActivationPass {
    private final LanguageModel model;

    public ActivationPass(LanguageModel model) {
        this.model = model;
    }

    /**
     * What a pass finds of one row.
     *
     * @param loss mean nats per response token
     * @param means per module in layout order, d_in numbers; modules that read the same input share one array
     */
    public record Result(float loss, Map<ModuleId, float[]> means) {}

    /**
     * The mean inputs of every row, in the order given.
     *
     * @param adapters one per row; null for the base model
     */
    public List<Result> of(List<Example> rows, List<@Nullable Adapter> adapters) {
        Result[] results = new Result[rows.size()];
        if (rows.isEmpty()) {
            return List.of();
        }
        try (NDManager call = model.manager().newSubManager()) {
            AdapterStack stack = AdapterStack.of(call, model.layout(), adapters);
            model.workers().each(RowBatches.cut(rows, model, true), batch -> run(call, stack, rows, batch, results));
        }
        return List.of(results);
    }

    private void run(NDManager call, AdapterStack stack, List<Example> rows, int[] batch, Result[] results) {
        try (NDManager pass = call.newSubManager()) {
            NDList inputs =
                    TokenBatch.independent(model, RowBatches.of(rows, batch)).lossInputs(pass);
            stack.addTo(inputs, pass, batch);
            NDList outputs = model.script().call("activations", inputs);
            float[][] values = outputs.stream().map(NDArray::toFloatArray).toArray(float[][]::new);
            for (int i = 0; i < batch.length; i++) {
                results[batch[i]] = result(values, i, batch.length);
            }
        }
    }

    private Result result(float[][] values, int row, int rows) {
        Map<ModuleId, float[]> means = new LinkedHashMap<>();
        List<List<Projection>> groups = model.adaptedGroups();
        for (int i = 1; i < values.length; i++) {
            int width = values[i].length / rows;
            float[] mean = Arrays.copyOfRange(values[i], row * width, (row + 1) * width);
            for (Projection projection : groups.get((i - 1) % groups.size())) {
                means.put(new ModuleId((i - 1) / groups.size(), projection), mean);
            }
        }
        return new Result(values[0][row], means);
    }
}
