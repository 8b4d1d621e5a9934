package dev.intarsia.replay.paper;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.engine.ActivationPass;
import dev.intarsia.model.example.Example;
import dev.intarsia.pieces.assemble.ModuleWeights;
import dev.intarsia.pieces.assemble.PaperWeights;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.replay.engine.FlopMeter;
import dev.intarsia.replay.engine.ReplayModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Assembly in the paper's order: from the lowest layer up, each layer's pieces installed before the layers above are
 * looked at. A piece's score is the mean over examples of LN(x)·LN(g)/√d, itself a mean over response-predicting
 * positions; the best few get softmax weights.
 */
final class LayerwiseAssembly {
    /** How many batches go through the model together; bounds the memory. */
    private static final int TOGETHER = 32;

    private final ReplayModel model;
    private final PaperPool pool;
    private final FlopMeter meter;
    private final ActivationPass pass;
    private final List<List<ModuleId>> order;
    private final Map<ModuleId, ModuleWeights> weights = new TreeMap<>();

    LayerwiseAssembly(ReplayModel model, PaperPool pool, int kept, FlopMeter meter) {
        this.model = model;
        this.pool = pool;
        this.meter = meter;
        this.pass = new ActivationPass(model.model());
        this.order = LayerOrder.of(pool.layout());
        pool.modules().forEach((module, pieces) -> weights.put(module, new PaperWeights(kept).on(pieces)));
    }

    /**
     * A coefficient table for each batch of examples, in the order given: by module one coefficient per sharer.
     *
     * @param batches none is empty
     */
    List<Map<ModuleId, float[]>> assemble(List<List<Example>> batches) {
        List<Map<ModuleId, float[]>> tables = new ArrayList<>();
        for (int from = 0; from < batches.size(); from += TOGETHER) {
            tables.addAll(together(batches.subList(from, Math.min(batches.size(), from + TOGETHER))));
        }
        return tables;
    }

    private List<Map<ModuleId, float[]>> together(List<List<Example>> batches) {
        List<Map<ModuleId, float[]>> tables = new ArrayList<>();
        batches.forEach(batch -> tables.add(new TreeMap<>()));
        List<Example> examples = batches.stream().flatMap(List::stream).toList();
        for (List<ModuleId> step : order) {
            List<ActivationPass.Result> activations = pass.of(examples, adapters(batches, tables));
            int next = 0;
            for (int batch = 0; batch < batches.size(); batch++) {
                int size = batches.get(batch).size();
                List<ActivationPass.Result> own = activations.subList(next, next + size);
                next += size;
                for (ModuleId module : step) {
                    ModuleWeights rule = weights.get(module);
                    if (rule != null) {
                        tables.get(batch).put(module, rule.coefficients(sum(own, module), size));
                    }
                }
            }
        }
        return tables;
    }

    /** For each example the adapter assembled so far; null before anything is. */
    private List<@Nullable Adapter> adapters(List<List<Example>> batches, List<Map<ModuleId, float[]>> tables) {
        List<@Nullable Adapter> adapters = new ArrayList<>();
        for (int batch = 0; batch < batches.size(); batch++) {
            Adapter sofar = tables.get(batch).isEmpty() ? null : pool.compose(tables.get(batch));
            List<Example> examples = batches.get(batch);
            adapters.addAll(Collections.nCopies(examples.size(), sofar));
            examples.forEach(example -> meter.add(model.flops().forward(example, sofar != null)));
        }
        return adapters;
    }

    private static float[] sum(List<ActivationPass.Result> activations, ModuleId module) {
        float @Nullable [] sum = null;
        for (ActivationPass.Result activation : activations) {
            float[] mean = activation.means().get(module);
            if (mean == null) {
                throw new IllegalStateException("The model has no activations at module " + module + ".");
            }
            if (sum == null) {
                sum = mean.clone();
            } else {
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += mean[i];
                }
            }
        }
        if (sum == null) {
            throw new IllegalArgumentException("A batch to assemble from holds no example.");
        }
        return sum;
    }
}
