package dev.intarsia.replay.sweep;

import dev.intarsia.model.gate.GradientGates;
import dev.intarsia.pieces.infer.SignatureSample;
import dev.intarsia.pieces.module.ModuleId;
import dev.intarsia.pieces.pool.GateKind;
import dev.intarsia.replay.method.Progress;
import dev.intarsia.replay.pool.SharedPool;
import dev.intarsia.replay.pool.Sharer;
import dev.intarsia.replay.source.RecordedEvent;
import dev.intarsia.replay.sweep.Variation.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Other sizes of signatures and gates: both are computed again, which takes as long as the first time. */
final class SketchVariations {
    private final SweepMaterial material;
    private final SweepUsers users;
    private final Progress progress;

    private SketchVariations(SweepMaterial material, SweepUsers users, Progress progress) {
        this.material = material;
        this.users = users;
        this.progress = progress;
    }

    /** Two rules at each size; nothing where gates are not sketches. */
    static List<Variation> of(SweepMaterial material, SweepUsers users, Progress progress) {
        SketchVariations variations = new SketchVariations(material, users, progress);
        boolean sketched = material.model().recipe().gates().kind() == GateKind.GRADIENT;
        List<Variation> all = new ArrayList<>();
        for (int sketch : sketched ? material.settings().sketches() : List.<Integer>of()) {
            Lazily lazily = variations.new Lazily(sketch);
            all.add(new Variation(Section.SKETCH, Variations.RIDGE, "" + sketch, () -> lazily.composing(true)));
            all.add(new Variation(Section.SKETCH, Variations.BAYES, "" + sketch, () -> lazily.composing(false)));
        }
        return all;
    }

    /** Computes a size when its first variation is measured, and lets go of it after the second. */
    private final class Lazily {
        private final int sketch;
        private AskedSignatures signatures = new AskedSignatures(Map.of());
        private SignatureSample sample = SignatureSample.none();
        private boolean made;

        Lazily(int sketch) {
            this.sketch = sketch;
        }

        Composing composing(boolean ridge) {
            make();
            SweepSettings settings = material.settings();
            SharedPool pool = pool();
            AssemblyChoice choice =
                    new AssemblyChoice(pool.gates(), pool, ridge ? settings.ridge() : settings.bayes(), sample);
            PreparedAssembler.Assembled assembled = new PreparedAssembler()
                    .on(choice, material.model().model().layout().modules().size());
            AskedSignatures known = signatures;
            if (!ridge) {
                signatures = new AskedSignatures(Map.of());
                sample = SignatureSample.none();
            }
            return user -> assembled.of(known.newest(user.user(), settings.history()));
        }

        private void make() {
            if (made) {
                return;
            }
            made = true;
            try (SingleSignatures single = new SingleSignatures(material.model(), sketch)) {
                Map<String, List<RecordedEvent>> histories = new TreeMap<>();
                material.asked().forEach(user -> histories.put(user.user(), user.history()));
                String doing = "taking signatures of " + sketch + " numbers, event";
                signatures = new AskedSignatures(single.of(histories, doing, progress));
                sample = SampledSignatures.of(
                                users, List.of(material.settings().pool().sample()), single, progress)
                        .by(material.settings().pool().sample());
            }
        }

        private SharedPool pool() {
            GradientGates gates = new GradientGates(
                    material.model().model().fingerprint(),
                    material.model().model().layout(),
                    sketch);
            List<Sharer> sharers = new ArrayList<>();
            for (Sharer sharer : material.pool().sharers(material.settings().pooled())) {
                Map<ModuleId, float[]> own = new TreeMap<>();
                sharer.gates()
                        .keySet()
                        .forEach(module -> own.put(
                                module, gates.of(module, sharer.adapter().weights(module))));
                sharers.add(new Sharer(sharer.user(), sharer.version(), sharer.adapter(), sharer.signature(), own));
            }
            return SharedPool.of(
                    material.model().model().fingerprint(),
                    material.model().model().layout(),
                    GateKind.GRADIENT,
                    sharers,
                    SignatureSample.none());
        }
    }
}
