package dev.intarsia.replay.sweep;

import static java.util.Objects.requireNonNull;

import dev.intarsia.model.adapter.Adapter;
import dev.intarsia.model.adapter.ModuleShape;
import dev.intarsia.model.adapter.Weighted;
import dev.intarsia.model.gate.GradientGates;
import dev.intarsia.pieces.infer.SignatureSample;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.pieces.sketch.Republishing;
import dev.intarsia.replay.engine.ReplayModel;
import dev.intarsia.replay.pool.SharedPool;
import dev.intarsia.replay.pool.Sharer;
import dev.intarsia.replay.pool.SharerVersions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the trainer would have published of sharers' versions by several thresholds of {@code pieces.republish-above}, and what stands
 * in the end.
 */
final class Publications implements SharerVersions {
    private final ReplayModel model;
    private final GradientGates sketches;
    private final Map<Double, Published> byThreshold = new LinkedHashMap<>();

    /** @param thresholds from 0, which publishes every version */
    Publications(ReplayModel model, List<Double> thresholds) {
        this.model = model;
        this.sketches = new GradientGates(
                model.model().fingerprint(),
                model.model().layout(),
                model.recipe().sketch());
        thresholds.forEach(threshold -> byThreshold.put(threshold, new Published(new Republishing(threshold))));
    }

    private static final class Published {
        private final Republishing rule;
        private final Map<String, Map<ModuleId, Version>> standing = new HashMap<>();
        private long offered;
        private long published;

        Published(Republishing rule) {
            this.rule = rule;
        }

        void offer(String user, ModuleId module, Version version) {
            offered++;
            Map<ModuleId, Version> own = standing.computeIfAbsent(user, sharer -> new TreeMap<>());
            Version before = own.get(module);
            if (before == null || !rule.keeps(before.sketch(), version.sketch())) {
                published++;
                own.put(module, version);
            }
        }
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Version(float[] weights, float[] sketch) {}

    @Override
    public void trained(String user, long version, Adapter adapter) {
        for (ModuleShape module : model.model().layout().modules()) {
            float[] weights = adapter.weights(module.id());
            Version offered = new Version(weights, sketches.of(module.id(), weights));
            byThreshold.values().forEach(published -> published.offer(user, module.id(), offered));
        }
    }

    /** Whether there are no thresholds. */
    boolean none() {
        return byThreshold.isEmpty();
    }

    /** The thresholds, in the order given. */
    List<Double> thresholds() {
        return List.copyOf(byThreshold.keySet());
    }

    /** Which part of all versions of all modules was published. */
    double published(double threshold) {
        Published published = of(threshold);
        return published.offered == 0 ? 0 : (double) published.published / published.offered;
    }

    /**
     * The pool that stands in the end, whose gates are sketches.
     *
     * @param sharers who are in it
     */
    SharedPool pool(double threshold, Collection<Sharer> sharers) {
        List<Sharer> standing = new ArrayList<>();
        for (Sharer sharer : sharers) {
            Map<ModuleId, Version> own = requireNonNull(of(threshold).standing.get(sharer.user()), sharer::user);
            Map<ModuleId, List<Weighted>> weights = new TreeMap<>();
            Map<ModuleId, float[]> gates = new TreeMap<>();
            own.forEach((module, version) -> {
                weights.put(module, List.of(new Weighted(version.weights(), 1)));
                gates.put(module, version.sketch());
            });
            standing.add(new Sharer(
                    sharer.user(),
                    sharer.version(),
                    Adapter.sum(model.model().layout(), weights),
                    sharer.signature(),
                    gates));
        }
        return SharedPool.of(
                model.model().fingerprint(),
                model.model().layout(),
                GateKind.GRADIENT,
                standing,
                SignatureSample.none());
    }

    private Published of(double threshold) {
        return requireNonNull(byThreshold.get(threshold));
    }
}
