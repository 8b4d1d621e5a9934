package dev.intarsia.model.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.pieces.module.ModuleId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The activation gates of several sharers in native memory while they are trained with everything else frozen:
 * {@code y = W0 x + (alpha/r) B A (sigmoid(x . g) x)}, g from zero (Per-Pcs, Tan et al. 2024). Sharers are numbered from
 * 0 in the order given. One thread at a time.
 */
public final class GateTraining implements AutoCloseable {
    private final LanguageModel model;
    private final NDManager manager;
    private final int sharers;
    private final NDList adapters;
    private final AdamLists lists;

    /** @param adapters of every sharer, all of the model's layout */
    public GateTraining(LanguageModel model, List<Adapter> adapters) {
        this.model = model;
        this.sharers = adapters.size();
        this.manager = model.manager().newSubManager();
        this.adapters = AdapterArrays.stack(
                manager,
                model.layout(),
                adapters.stream()
                        .map(adapter -> AdapterStack.require(model.layout(), adapter))
                        .toList(),
                "b[]");
        this.lists = new AdamLists(model.script(), zeros("gate[]"), zeros("m[]"), zeros("v[]"), zeros("g[]"));
    }

    private NDList zeros(String name) {
        NDList arrays = new NDList();
        for (ModuleShape module : model.layout().modules()) {
            arrays.add(TokenBatch.named(name, manager.zeros(new Shape(sharers, module.inputs(), 1))));
        }
        return arrays;
    }

    /** Adds the gradients of weighted rows to their sharers' gradients. */
    public void accumulate(List<TrainingRow> rows) {
        for (int[] batch :
                RowBatches.ofOneKind(TrainingRow.examples(rows), model.options().batchTokens())) {
            try (NDManager pass = manager.newSubManager()) {
                NDList inputs = inputs(pass, RowBatches.of(rows, batch));
                inputs.addAll(adapters);
                inputs.addAll(lists.weights());
                inputs.addAll(lists.gradients());
                model.script().callWithGradients("gates", inputs);
            }
        }
    }

    private NDList inputs(NDManager pass, List<TrainingRow> rows) {
        TokenBatch batch = TokenBatch.independent(model, TrainingRow.examples(rows));
        return TrainingRow.inputs(pass, rows, batch);
    }

    /** As {@link AdapterTraining#step}. */
    public void step(List<AdamStep> steps, AdamW settings) {
        lists.step(manager, steps, settings);
    }

    /** Every sharer's g at every module, in layout order. */
    public List<Map<ModuleId, float[]>> gates() {
        List<Map<ModuleId, float[]>> gates = new ArrayList<>();
        for (int sharer = 0; sharer < sharers; sharer++) {
            gates.add(new LinkedHashMap<>());
        }
        for (int i = 0; i < lists.weights().size(); i++) {
            NDArray array = lists.weights().get(i);
            ModuleShape module = model.layout().modules().get(i);
            float[] block = array.toFloatArray();
            for (int sharer = 0; sharer < sharers; sharer++) {
                int from = sharer * module.inputs();
                gates.get(sharer).put(module.id(), Arrays.copyOfRange(block, from, from + module.inputs()));
            }
        }
        return gates;
    }

    @Override
    public void close() {
        manager.close();
    }
}
