package dev.intarsia.model.gate;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.engine.AdamStep;
import dev.intarsia.model.engine.AdamW;
import dev.intarsia.model.engine.GateTraining;
import dev.intarsia.model.engine.LanguageModel;
import dev.intarsia.model.engine.TrainingRow;
import dev.intarsia.model.example.Example;
import dev.intarsia.pieces.module.ModuleId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Trains the activation gates of many sharers in fused batches (Per-Pcs, arXiv 2406.10471): at a module
 * {@code y = W0 x + (alpha/r) B A (sigmoid(x . g) x)}, g from zero and everything else frozen, whether all adapters share
 * one A or each has its own. Each sharer has an optimizer of their own, so no sharer's gates depend on the others, but for
 * the last digits where they are fused. Safe to use from several threads.
 */
public final class ActivationGateTrainer {
    private static final double LAYER_NORM_EPSILON = 1e-5;
    /** Sharers that are fused at least, where there are so many. */
    private static final int FEWEST_SHARERS = 4;

    private final LanguageModel model;
    private final AdamW settings;
    private final double rate;

    /** @param rate learning rate of every step */
    public ActivationGateTrainer(LanguageModel model, AdamW settings, double rate) {
        this.model = model;
        this.settings = settings;
        this.rate = rate;
    }

    /**
     * The gates of every sharer, in the order given: at each module {@code LN(g) / sqrt(d)}, so that a score is the dot
     * product with an activation signature.
     *
     * @param updates all with the same number of steps
     */
    public List<Map<ModuleId, float[]>> train(List<GateUpdate> updates) {
        return train(updates, done -> {});
    }

    /**
     * The same.
     *
     * @param progress told after each step how many are done, on average over the sharers; called by several threads
     */
    public List<Map<ModuleId, float[]>> train(List<GateUpdate> updates, IntConsumer progress) {
        if (updates.isEmpty()) {
            return List.of();
        }
        int steps = updates.get(0).steps().size();
        if (updates.stream().anyMatch(update -> update.steps().size() != steps)) {
            throw new IllegalArgumentException(
                    "Gates are trained together for one number of steps, but the first sharer " + "has " + steps
                            + " and another has not.");
        }
        List<List<Integer>> parts =
                model.workers().deal(IntStream.range(0, updates.size()).boxed().toList(), FEWEST_SHARERS);
        AtomicInteger done = new AtomicInteger();
        List<List<Map<ModuleId, float[]>>> trained = model.workers()
                .together(
                        parts,
                        part -> together(
                                part.stream().map(updates::get).toList(),
                                step -> progress.accept(done.incrementAndGet() / parts.size())));
        Map<Integer, Map<ModuleId, float[]>> gates = new TreeMap<>();
        for (int part = 0; part < parts.size(); part++) {
            for (int i = 0; i < parts.get(part).size(); i++) {
                gates.put(parts.get(part).get(i), trained.get(part).get(i));
            }
        }
        return List.copyOf(gates.values());
    }

    /**
     * The gates of every sharer, in the order given, each trained alone: the same to the last digit whoever else there is.
     * The cores share the sharers.
     */
    public List<Map<ModuleId, float[]>> trainEach(List<GateUpdate> updates) {
        return model.workers()
                .together(
                        updates, update -> together(List.of(update), done -> {}).get(0));
    }

    private List<Map<ModuleId, float[]>> together(List<GateUpdate> updates, IntConsumer progress) {
        int steps = updates.get(0).steps().size();
        List<Adapter> adapters = updates.stream().map(GateUpdate::adapter).toList();
        try (GateTraining training = new GateTraining(model, adapters)) {
            for (int step = 0; step < steps; step++) {
                training.accumulate(rows(updates, step));
                AdamStep next = new AdamStep(step + 1L, rate);
                training.step(updates.stream().map(update -> next).toList(), settings);
                progress.accept(step + 1);
            }
            return training.gates().stream()
                    .map(ActivationGateTrainer::normalized)
                    .toList();
        }
    }

    private static List<TrainingRow> rows(List<GateUpdate> updates, int step) {
        List<TrainingRow> rows = new ArrayList<>();
        for (int sharer = 0; sharer < updates.size(); sharer++) {
            List<Example> examples = updates.get(sharer).steps().get(step);
            for (Example example : examples) {
                rows.add(new TrainingRow(example, sharer, 1f / examples.size(), 0));
            }
        }
        return rows;
    }

    private static Map<ModuleId, float[]> normalized(Map<ModuleId, float[]> gates) {
        Map<ModuleId, float[]> normalized = new LinkedHashMap<>();
        gates.forEach((module, gate) -> normalized.put(module, normalized(gate)));
        return normalized;
    }

    private static float[] normalized(float[] gate) {
        double mean = 0;
        double square = 0;
        for (float value : gate) {
            mean += value / (double) gate.length;
            square += (double) value * value / gate.length;
        }
        double spread = Math.sqrt(Math.max(square - mean * mean, 0) + LAYER_NORM_EPSILON);
        float[] normalized = new float[gate.length];
        for (int i = 0; i < gate.length; i++) {
            normalized[i] = (float) ((gate[i] - mean) / spread / Math.sqrt(gate.length));
        }
        return normalized;
    }
}
